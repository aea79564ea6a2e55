"""How a habit is carried out: the hand that somebody lays on a device, a window or a door."""

from __future__ import annotations

from simulator.actions import Action, Handle, SetProperties, Touch
from simulator.habits import Habit
from simulator.home import Home
from simulator.house import House

_BY = "people"


def action_of(habit: Habit, house: House, home: Home) -> Action | None:
    """What somebody asks of the house; None where it is so already, and for activities."""
    if habit.device is not None:
        return _at_device(habit, habit.device, house, home)
    if habit.fixture is not None:
        return _at_fixture(habit, habit.fixture, home)
    return None


def _at_device(habit: Habit, device: str, house: House, home: Home) -> Action | None:
    if habit.does == "press":
        return Handle(device, habit.hand, _BY)
    if habit.does == "set":
        return SetProperties(device, habit.set or {}, _BY)
    state = "ON" if habit.does == "switch_on" else "OFF"
    if home.value(device, "state") == state:
        return None
    if "press" in house.installed[device].device.hands:
        return Handle(device, "press", _BY)
    return SetProperties(device, {"state": state}, _BY)


def _at_fixture(habit: Habit, fixture: str, home: Home) -> Action | None:
    stands = home.world.fixture(fixture)
    is_done = {"open": stands.is_open or stands.is_locked, "close": not stands.is_open}
    return None if is_done.get(habit.does, False) else Touch(fixture, habit.does, _BY)
