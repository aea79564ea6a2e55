"""What a device at work needs of the engine that runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from devices.property import Scalar
from simulator.reports import Availability, Report
from simulator.trace import Value
from simulator.world.world import World


class Stage(Protocol):
    """The engine as its devices see it."""

    @property
    def now_ms(self) -> int:
        """The present, in simulated milliseconds."""

    @property
    def world(self) -> World:
        """The true state of the house."""

    def at(self, at_ms: int, task: Callable[[], None]) -> None:
        """Do something later."""

    def drive(self, fixture: str, aspects: Mapping[str, float], source: str) -> None:
        """A device moves what it is fitted to."""

    def record(self, source: str, path: str, value: Value) -> None:
        """Write down what is so from now on."""

    def report(
        self,
        device: str,
        told: Mapping[str, Scalar],
        sources: Mapping[str, str],
        heard: Report | None,
    ) -> None:
        """A device tells `told`; `sources` names who caused what, and None is heard of what got lost."""

    def availability(self, device: str, heard: Availability) -> None:
        """A device was lost or came back."""
