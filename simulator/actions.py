"""What can be asked of a running house. Each takes effect at the engine's present instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from devices.property import Scalar


@dataclass(frozen=True, slots=True)
class SetProperties:
    """Tell a device to take these values, over its radio."""

    device: str
    values: Mapping[str, Scalar]
    source: str = "student"


@dataclass(frozen=True, slots=True)
class ReadProperties:
    """Ask a device to measure and report these properties now."""

    device: str
    names: tuple[str, ...]
    source: str = "student"


@dataclass(frozen=True, slots=True)
class Handle:
    """What a hand does at a device: `press`, `open`, `close`, `plug`, `unplug`, `walk_in` …"""

    device: str
    action: str
    source: str = "hand"


@dataclass(frozen=True, slots=True)
class Go:
    """Send a person to a room, or `outside`."""

    person: str
    room: str
    source: str = "hand"


@dataclass(frozen=True, slots=True)
class Touch:
    """What a hand does at a fixture of the house: see `simulator.hands`."""

    fixture: str
    action: str
    source: str = "hand"


@dataclass(frozen=True, slots=True)
class Cause:
    """Let something happen in a room: see `simulator.incidents`."""

    room: str
    incident: str
    source: str = "hand"


@dataclass(frozen=True, slots=True)
class Break:
    """Give a device a fault: see `simulator.faults`. `parameters` are as in a scenario file.

    What makes no sense does nothing; `simulator.fault_plan.diagnose` says beforehand what is wrong.
    """

    device: str
    fault: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    announced: bool = False
    """Whether people know of it; a hidden one has to be found."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Take a fault from a device."""

    device: str
    fault: str


Action = SetProperties | ReadProperties | Handle | Go | Touch | Cause | Break | Mend
