"""One entry of a scenario's script: when it happens, and what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from devices.device import Device
from devices.property import Scalar
from devices.text import Text
from simulator.device_mistakes import Wrong, wrong_hand, wrong_values
from simulator.fault_plan import wrong_fault
from simulator.faults import fault_names
from simulator.hands import hands_at
from simulator.house import OUTSIDE, House
from simulator.incidents import INCIDENTS
from simulator.mistakes import WrongValue, unknown
from simulator.plan import Plan
from simulator.quantities import SECOND_MS, Duration, TimeOfDay

DEFAULT_RESTART_MS = 10 * SECOND_MS

_TIMES = ({"at"}, {"at", "day"}, {"every"}, {"every", "between"}, {"when"})
_DEEDS = (
    {"device", "set"},
    {"device", "hand"},
    {"device", "breaks"},
    {"device", "mends"},
    {"fixture", "hand"},
    {"room", "incident"},
    {"person", "go"},
    {"network"},
    {"broker"},
)
_ONE_TIME = Text(
    en="should say when: at (with day, if only once), or every (with between), or when",
    fa="باید زمان را بگوید: at (و اگر یک بار است day)، یا every (همراه between)، یا when",
)
_ONE_DEED = Text(
    en="should be device and set, or device and hand, or device and breaks (with the fields with and "
    "announced), or device and mends, or fixture and hand, or room and incident, or person and go, or "
    "network, or broker (with for and forgets)",
    fa="باید device و set، یا device و hand، یا device و breaks (همراه with و announced)، یا device و mends، "
    "یا fixture و hand، یا room و incident، یا person و go، یا network، یا broker (همراه for و forgets) "
    "داشته باشد",
)
_BY_THE_CLOCK = Text(
    en="a network or a broker changes by the clock: at or every, not when",
    fa="شبکه و واسط با ساعت تغییر می‌کنند: at یا every، نه when",
)
_ONE_BOUND = Text(
    en="should have one of is, above and below", fa="باید یکی از is، above و below را داشته باشد"
)


class Condition(Plan):
    """Something that becomes true: a path of the trace has a value, or passes a bound.

    It counts each time anew, once it has held `for` this long.
    """

    path: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]
    value: Scalar = Field(default=None, alias="is")
    above: float | None = None
    below: float | None = None
    lasts: Duration = Field(default=0, alias="for")

    @model_validator(mode="after")
    def _has_one_bound(self) -> Self:
        if len(self.model_fields_set & {"value", "above", "below"}) != 1:
            raise WrongValue(_ONE_BOUND)
        return self

    def holds(self, value: Any) -> bool:
        """Whether it is so at this value of the path."""
        if self.above is not None or self.below is not None:
            if isinstance(value, bool) or not isinstance(value, int | float):
                return False
            return value > self.above if self.above is not None else value < (self.below or 0.0)
        return bool(value == self.value)


class ScriptEntry(Plan):
    """Something that happens at a time of day, now and then, or when something else becomes so.

    That is a command, a hand at a device or at a fixture of the house, a fault that begins or ends, an
    incident in a room, a person who goes, a network that turns bad or good, or a restart of the broker.
    """

    at: TimeOfDay | None = None
    day: Annotated[int, Field(ge=1)] | None = None
    """The day of the run, the first is 1; None is every day."""
    every: Annotated[Duration, Field(ge=SECOND_MS)] | None = None
    """Again and again, counted from midnight."""
    between: tuple[TimeOfDay, TimeOfDay] | None = None
    when: Condition | None = None
    device: str | None = None
    set: dict[str, Scalar] | None = None
    hand: str | None = None
    breaks: str | None = None
    """The fault that the device has from now on: see `simulator.faults`."""
    parameters: dict[str, Any] = Field(default_factory=dict, alias="with")
    """The parameters of that fault."""
    announced: bool = False
    """Whether people know of that fault."""
    mends: str | None = None
    """The fault that the device has no longer."""
    fixture: str | None = None
    room: str | None = None
    incident: str | None = None
    person: str | None = None
    go: str | None = None
    network: Literal["bad", "good"] | None = None
    broker: Literal["restart"] | None = None
    lasts: Duration = Field(default=DEFAULT_RESTART_MS, alias="for")
    """How long the broker lets nobody in."""
    forgets: bool = False
    """Whether the broker loses the sessions and retained messages of the lab's users."""

    @property
    def is_about_the_house(self) -> bool:
        """Whether it happens in the house, and not on the way between the house and programs."""
        return self.network is None and self.broker is None

    @model_validator(mode="after")
    def _says_when_and_what(self) -> Self:
        said = {name for name in self.model_fields_set if getattr(self, name) not in (None, "", {})}
        if "broker" in said:
            said -= {"lasts", "forgets"}
        if "breaks" in said:
            said -= {"parameters", "announced"}
        times = said & {"at", "day", "every", "between", "when"}
        if times not in _TIMES:
            raise WrongValue(_ONE_TIME)
        if said - times not in _DEEDS:
            raise WrongValue(_ONE_DEED)
        if self.when is not None and not self.is_about_the_house:
            raise WrongValue(_BY_THE_CLOCK)
        return self


def wrong_in_script(script: Sequence[ScriptEntry], people: Iterable[str], house: House) -> Wrong:
    """Where the script speaks of people, rooms, devices or commands that are not there."""
    people, rooms = sorted(people), house.room_names
    for index, entry in enumerate(script):
        named: Mapping[str, tuple[str | None, Sequence[str]]] = {
            "person": (entry.person, people),
            "go": (entry.go, [*rooms, OUTSIDE]),
            "room": (entry.room, rooms),
            "incident": (entry.incident, sorted(INCIDENTS)),
            "device": (entry.device, list(house.installed)),
            "fixture": (entry.fixture, list(house.fixtures)),
            "mends": (entry.mends, fault_names()),
        }
        for field, (name, known) in named.items():
            if name is not None and name not in known:
                yield ("script", index, field), unknown(name, known)
        yield from _wrong_deed(index, entry, house)


def _wrong_deed(index: int, entry: ScriptEntry, house: House) -> Wrong:
    if entry.device in house.installed:
        yield from _wrong_at_device(index, entry, house.installed[entry.device].device)
        yield from _wrong_fault(index, entry, house)
    if entry.fixture in house.fixtures:
        hands = hands_at(house.fixtures[entry.fixture])
        if entry.hand not in hands:
            yield ("script", index, "hand"), unknown(entry.hand, hands)


def _wrong_fault(index: int, entry: ScriptEntry, house: House) -> Wrong:
    if entry.breaks is None:
        return
    fields: dict[tuple[int | str, ...], tuple[int | str, ...]]
    fields = {("fault",): ("breaks",), ("device",): ("device",)}
    for location, wrong in wrong_fault(house, entry.device or "", entry.breaks, entry.parameters):
        yield ("script", index, *fields.get(location, ("with", *location))), wrong


def _wrong_at_device(index: int, entry: ScriptEntry, device: Device) -> Wrong:
    if entry.hand is not None:
        yield from _in_entry(index, wrong_hand(entry.hand, device))
    yield from _in_entry(index, wrong_values(entry.set or {}, device))


def _in_entry(index: int, wrongs: Wrong) -> Wrong:
    for location, wrong in wrongs:
        yield ("script", index, *location), wrong
