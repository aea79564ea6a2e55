"""What a fault is: hooks between a device and the house, which change nothing unless a fault says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from devices.device import Values
from devices.property import Scalar
from devices.text import Text
from simulator.house import House, Installed
from simulator.plan import Plan
from simulator.randomness import Stream

Wrong = Iterable[tuple[tuple[str, ...], Text]]


@dataclass(frozen=True, slots=True)
class Case:
    """A device as it gets a fault: since when, with which chances, and how it was until then."""

    installed: Installed
    begun_ms: int
    chance: Stream
    own: Values
    """What the device itself decides: states, settings and what it remembers, but nothing that it senses."""
    told: Values
    """What it told last."""


class Rumour(NamedTuple):
    """What somebody says under a name that is not theirs to use."""

    name: str
    values: Mapping[str, Scalar]


class Fault:
    """One fault of one device. Times are milliseconds since the scenario's start."""

    is_restless: ClassVar[bool] = False
    """Whether it changes what is measured time and again, so that the device must not rest."""

    def measure(self, name: str, value: Scalar, now_ms: int) -> Scalar:
        """What a sensor feels instead of `value`; the device decides and reports by it."""
        return value

    def say(self, told: Values) -> Values:
        """What a report holds instead of `told`; the device itself knows nothing of it."""
        return told

    def report_delays(self, delays_ms: list[int]) -> list[int]:
        """When the copies of a report arrive, in ms from now; none: it is lost."""
        return delays_ms

    def command_delay(self, delay_ms: int | None) -> int | None:
        """When a command takes effect, in ms from now; None: it is lost."""
        return delay_ms

    def mechanism(self, values: Values) -> Values:
        """What relay, motor or valve are really like, whatever the device believes and reports."""
        return values

    def charge(self, charge: float, now_ms: int) -> float:
        """What is left in the battery, 0 to 1."""
        return charge

    def is_lost(self, now_ms: int) -> bool:
        """Whether the device cannot be reached."""
        return False

    def known_as(self, name: str) -> str:
        """The name under which the house knows the device."""
        return name

    def stamp(self, now_ms: int) -> int:
        """The time that the device's own clock shows."""
        return now_ms

    def next_ms(self, now_ms: int) -> int | None:
        """When, after now, the device has to be looked at because of the fault."""
        return None

    def spread(self, now_ms: int) -> Rumour | None:
        """What is said at this instant under another name."""
        return None


def nothing_wrong(plan: Any, installed: Installed, house: House) -> Wrong:
    """Of a fault that any device can have, with any parameters."""
    return ()


def on_itself(plan: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Of a fault that concerns one device: that device, with the parameters as they are."""
    yield name, plan


@dataclass(frozen=True)
class FaultKind:
    """A fault of the folder `simulator/faults/`: its words, its parameters, and how it begins."""

    name: str
    title: Text
    says: Text
    """One sentence for a person: what such a device does."""
    parameters: type[Plan]
    begin: Callable[[Any, Case], Fault]
    """Called with the parameters and the case."""
    wrong: Callable[[Any, Installed, House], Wrong] = nothing_wrong
    """Called with parameters, device and house: which parameter is wrong there, and what would be right."""
    patients: Callable[[Any, str], Iterator[tuple[str, Any]]] = on_itself
    """Called with parameters and the device's name: every device that gets it, with its parameters."""
