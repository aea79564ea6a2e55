"""What a device at work needs of the engine that runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from devices.property import Scalar
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

    def report(
        self,
        device: str,
        told: Mapping[str, Scalar],
        values: Mapping[str, Scalar],
        sources: Mapping[str, str],
    ) -> None:
        """A device tells `told`; `values` is all that it has told so far; `sources` names who caused what."""

    def availability(self, device: str, online: bool) -> None:
        """A device was lost or came back."""
