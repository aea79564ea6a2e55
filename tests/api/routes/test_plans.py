"""The floor plan over HTTP: of an exercise and of a live house, with what a panel of a device needs."""

from __future__ import annotations

from tests.api.running_lab import Lab


def test_an_exercise_and_its_live_house_have_the_same_plan(lab: Lab) -> None:
    student = lab.student()
    house = student.post("/api/labs", json={"exercise": "motion-light"}).json()["id"]
    plan = student.get("/api/exercises/motion-light/plan").json()
    assert student.get(f"/api/labs/{house}/plan").json() == plan
    assert {room["id"] for room in plan["rooms"]} >= {"corridor", "kitchen"}
    contact = next(each for each in plan["openings"] if each["id"] == "entrance")
    assert contact["device"] == "entrance_contact"
    assert set(contact) >= {"from", "to", "walled", "rooms"}
    assert next(each for each in plan["supplies"] if each["id"] == "mains")["reading"] == "house/power"


def test_a_device_says_how_programs_reach_it_and_what_it_exposes(lab: Lab) -> None:
    plan = lab.student().get("/api/exercises/motion-light/plan").json()
    lamp = next(each for each in plan["devices"] if each["id"] == "corridor_lamp")
    assert lamp["title"]["fa"] == "چراغ راهرو"
    assert (lamp["icon"], lamp["room"], lamp["convention"]) == ("lamp", "corridor", "zigbee2mqtt")
    assert lamp["topic"] == "zigbee2mqtt/corridor_lamp"
    assert lamp["command_topic"] == "zigbee2mqtt/corridor_lamp/set"
    state = next(each for each in lamp["exposes"] if each["property"] == "state")
    assert (state["kind"], state["settable"], state["on"], state["off"]) == ("binary", True, "ON", "OFF")


def test_there_is_no_plan_of_what_one_may_not_see(lab: Lab) -> None:
    student = lab.student()
    house = student.post("/api/labs", json={"exercise": "motion-light"}).json()["id"]
    assert lab.student("other").get(f"/api/labs/{house}/plan").status_code == 404
    assert student.get("/api/exercises/nowhere/plan").status_code == 404
