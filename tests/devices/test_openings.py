"""How motors open and close what they are fitted to, and locks lock it."""

import pytest

from devices.registry import find
from devices.surroundings import Fixture
from tests.devices.working import AtWork


def positions(work):
    return [value for _, name, value in work.told if name == "position"]


def test_a_blind_takes_its_time_and_tells_how_far_it_is():
    work = AtWork(find("E1757"))
    work.command({"state": "CLOSE"})
    work.wait(13)
    assert work.values["position"] == pytest.approx(50, abs=1)
    assert work.device.driven(work.values)["shade"] == pytest.approx(0.5, abs=0.01)
    assert work.values["state"] == "OPEN", "it is not closed before it is down"
    work.wait(13)
    assert (work.values["position"], work.values["state"]) == (0, "CLOSE")
    assert positions(work) == sorted(positions(work), reverse=True)
    assert len(set(positions(work))) > 10, "it tells its position on the way"


def test_a_blind_stops_where_it_is_and_goes_on_from_there():
    work = AtWork(find("E1757"))
    work.command({"position": 20})
    work.wait(10)
    work.command({"state": "STOP"})
    stopped = work.values["position"]
    assert stopped == pytest.approx(62, abs=1)
    work.wait(600)
    assert work.values["position"] == stopped
    work.command({"state": "OPEN"})
    work.wait(11)
    assert work.values["position"] == 100


def test_a_change_of_mind_on_the_way_turns_it_round():
    work = AtWork(find("E1757"))
    work.command({"state": "CLOSE"})
    work.wait(9)
    work.command({"state": "OPEN"})
    work.wait(10)
    assert (work.values["position"], work.values["state"]) == (100, "OPEN")


def test_it_tells_its_last_position_once():
    work = AtWork(find("ZNCLDJ12LM"))
    for _ in range(5):
        work.command({"state": "CLOSE"})
        work.wait(0.3)
    work.wait(60)
    assert positions(work).count(0) == 1, "commands on the way must not make it tell twice"
    assert work.effect.power_w == 0, "it draws power only while it runs"


def test_without_power_it_stays_where_it_was():
    work = AtWork(find("ZNCLDJ12LM"))
    work.command({"state": "CLOSE"})
    work.around = work.around._replace(now_ms=3_600_000)
    work.refresh()
    work.wait(60)
    assert work.values["position"] == 100


def test_a_house_may_say_where_a_blind_stands_at_first():
    work = AtWork(find("E1757"), values={"position": 30})
    assert work.device.driven(work.values)["shade"] == pytest.approx(0.7)
    work.command({"position": 40})
    work.wait(3)
    assert work.values["position"] == 40


def test_a_window_opener_opens_its_window_and_knows_when_a_hand_closes_it():
    work = AtWork(find("YY-LT500"))
    work.command({"position": 60})
    work.wait(30)
    assert work.device.driven(work.values) == {"open": 0.6}
    work.around = work.around._replace(fixture=Fixture(open_share=0.0))
    work.refresh()
    assert (work.values["position"], work.values["state"]) == (0, "CLOSE")


def test_a_garage_door_is_shut_only_when_it_is_all_the_way_down():
    work = AtWork(find("TS0601_garage_door_opener"))
    work.command({"trigger": True})
    work.wait(1)
    assert work.values["garage_door_contact"] is False
    assert work.effect.power_w == 350
    work.wait(20)
    assert (work.device.driven(work.values), work.effect.power_w) == ({"open": 1.0}, 0)
    work.handle("press")
    work.wait(17)
    assert work.values["garage_door_contact"] is False
    work.wait(2)
    assert work.values["garage_door_contact"] is True


def test_a_lock_is_turned_by_a_command_and_by_a_key():
    work = AtWork(find("V3-BTZB"))
    work.command({"state": "LOCK"})
    assert (work.values["lock_state"], work.device.driven(work.values)) == ("locked", {"locked": 1.0})
    work.handle("turn_key")
    assert (work.values["state"], work.values["lock_state"]) == ("UNLOCK", "unlocked")
