"""What people say when they are uncomfortable."""

import pytest

from devices.surroundings import Indoors
from simulator.complaints import Complaints
from tests.simulator.homes import HOUR, run, scenario, told

MINUTE = 60_000
FINE = Indoors(temperature_c=23, humidity_percent=40, illuminance_lx=300, co2_ppm=700)


def after(minutes, room, complaints=None):
    """What somebody says after some minutes in a room."""
    complaints = complaints or Complaints()
    said = "none"
    for minute in range(minutes + 1):
        said = complaints.look(minute * MINUTE, room, 1.2)
    return said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "none"),
        ({"temperature_c": 17}, "too_cold"),
        ({"temperature_c": 31}, "too_warm"),
        ({"co2_ppm": 1300}, "stuffy"),
        ({"illuminance_lx": 5}, "too_dark"),
        ({"illuminance_lx": 5, "temperature_c": 17}, "too_cold"),
    ],
)
def test_people_complain_of_what_they_feel(changed, said):
    assert after(15, FINE._replace(**changed)) == said


def test_only_what_lasts_ten_minutes_is_complained_of():
    cold = FINE._replace(temperature_c=17)
    assert after(9, cold) == "none"
    assert after(10, cold) == "too_cold"


def test_who_is_content_again_says_so_a_little_later_and_who_leaves_at_once():
    complaints = Complaints()
    for minute in range(12):
        complaints.look(minute * MINUTE, FINE._replace(temperature_c=17), 1.2)
    assert complaints.look(12 * MINUTE, FINE, 1.2) == "too_cold"
    assert complaints.look(14 * MINUTE, FINE, 1.2) == "none"
    complaints = Complaints()
    for minute in range(12):
        complaints.look(minute * MINUTE, FINE._replace(temperature_c=17), 1.2)
    assert complaints.look(12 * MINUTE, None, 1.2) == "none"


@pytest.mark.parametrize(
    ("bad", "better", "good", "said"),
    [
        ({"temperature_c": 17}, {"temperature_c": 22.5}, {"temperature_c": 24}, "too_cold"),
        ({"temperature_c": 30}, {"temperature_c": 26.8}, {"temperature_c": 24}, "too_warm"),
        ({"co2_ppm": 1300}, {"co2_ppm": 1100}, {"co2_ppm": 900}, "stuffy"),
        ({"illuminance_lx": 5}, {"illuminance_lx": 12}, {"illuminance_lx": 20}, "too_dark"),
    ],
)
def test_who_has_complained_is_not_content_with_a_little(bad, better, good, said):
    complaints = Complaints()
    rooms = [FINE._replace(**each) for each in (bad, better, good)]
    heard = [complaints.look(minute * MINUTE, rooms[minute // 20], 1.2) for minute in range(60)]
    assert heard[19] == heard[39] == said
    assert heard[59] == "none"
    assert after(15, rooms[1]) == "none", "who has not complained bears it"


def test_people_dress_for_the_season():
    summer, winter = Complaints(), Complaints()
    summer.dress(28)
    winter.dress(-8)
    assert after(15, FINE._replace(temperature_c=21), summer) == "too_cold"
    assert after(15, FINE._replace(temperature_c=21), winter) == "none"
    assert after(15, FINE._replace(temperature_c=26), summer) == "none"
    assert after(15, FINE._replace(temperature_c=26), winter) == "too_warm"


def test_in_a_house_without_heating_people_are_cold_when_they_are_up():
    engine = run(scenario(complains=True), 9 * HOUR)
    complaints = told(engine, "people.ali.complaint")
    assert [value for _, value in complaints] == ["none", "too_cold", "none"]
    assert [hour for hour, _ in complaints[1:]] == [6.2, 8.0], "neither asleep nor away"


def test_only_who_is_said_to_complain_does():
    assert run(scenario(), 9 * HOUR).trace.events_of("people.ali.complaint") == []
