"""What can be wrong with a habit, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from devices.device import Device
from devices.text import Text
from simulator.device_mistakes import Wrong, wrong_hand, wrong_values
from simulator.fixtures import MAINS, Door, Window
from simulator.habits import AtDevice, AtFixture, Habit, InRoom
from simulator.hands import hands_at
from simulator.house import House
from simulator.mistakes import unknown

_NEEDS = Text(en="to {does} needs {field}", fa="برای {does} باید {field} نوشته شود")
_MEANS_NOTHING = Text(
    en="means nothing with does: {does} and when: {when}; leave it out",
    fa="با does: {does} و when: {when} معنایی ندارد؛ آن را حذف کنید",
)
_NO_SWITCH = Text(
    en="{device} cannot be switched on and off; use press or set",
    fa="{device} را نمی‌توان روشن و خاموش کرد؛ از press یا set استفاده کنید",
)
_BACKWARDS = Text(
    en="should begin before it ends, and at least before at most",
    fa="آغاز باید پیش از پایان باشد و مقدار کمینه پیش از مقدار بیشینه بیاید",
)
_ALWAYS = {"does", "when", "room", "chance"}


def wrong_in_habits(habits: Sequence[Habit], house: House) -> Wrong:
    """Where habits speak of what the house does not have, or of what does not belong together."""
    for index, habit in enumerate(habits):
        for location, wrong in _wrong_in(habit, house):
            yield (index, *location), wrong


def _wrong_in(habit: Habit, house: House) -> Wrong:
    yield from _wrong_names(habit, house)
    subject = _subject(habit)
    if getattr(habit, subject) is None:
        yield (subject,), _NEEDS.format(does=habit.does, field=subject)
    for field in sorted(habit.model_fields_set - _belonging(habit, subject)):
        yield (field,), _MEANS_NOTHING.format(does=habit.does, when=habit.moment)
    for field in ("between", "lasts"):
        bounds = getattr(habit, field)
        if bounds is not None and bounds[0] > bounds[1]:
            yield (field,), _BACKWARDS
    if subject == "device" and habit.device in house.installed:
        yield from _wrong_at_device(habit, house.installed[habit.device].device)


def _subject(habit: Habit) -> str:
    """The field that says what they do it with."""
    if habit.does in get_args(AtDevice):
        return "device"
    return "fixture" if habit.does in get_args(AtFixture) else "room"


def _belonging(habit: Habit, subject: str) -> set[str]:
    """The fields that mean something together with what it does and when."""
    fields = {*_ALWAYS, subject}
    if habit.does == "press":
        fields |= {"hand"}
    if habit.does == "set":
        fields |= {"set"}
    if habit.does == "cook":
        fields |= {"fuel"}
    if habit.does in get_args(InRoom):
        fields |= {"lasts", "circuit", "pipe"}
    if habit.moment == "sometimes":
        fields |= {"times_a_day", "between"}
    return fields | {"beyond"} if habit.condition else fields


def _wrong_names(habit: Habit, house: House) -> Wrong:
    fixtures = {
        name: fixture
        for name, fixture in house.fixtures.items()
        if isinstance(fixture, Door | Window) and habit.does in hands_at(fixture)
    }
    known: Mapping[str, tuple[str | None, list[str]]] = {
        "device": (habit.device, list(house.installed)),
        "fixture": (habit.fixture, list(fixtures)),
        "room": (habit.room, house.room_names),
        "circuit": (habit.circuit, [MAINS, *house.circuits]),
        "pipe": (habit.pipe, list(house.pipes)),
    }
    for field, (name, names) in known.items():
        if name is not None and name not in names:
            yield (field,), unknown(name, names)


def _wrong_at_device(habit: Habit, device: Device) -> Wrong:
    if habit.does == "press":
        yield from wrong_hand(habit.hand, device)
    if habit.does in ("switch_on", "switch_off"):
        state = device.commands.get("state")
        if state is None or "ON" not in state.accepts:
            yield ("device",), _NO_SWITCH.format(device=habit.device)
    if habit.does == "set":
        if not habit.set:
            yield ("set",), _NEEDS.format(does=habit.does, field="set")
        yield from wrong_values(habit.set or {}, device)
