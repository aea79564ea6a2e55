"""What the people of a house need of the engine that runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from devices.property import Scalar
from simulator.actions import Action
from simulator.trace import Value
from simulator.world.world import World


class Home(Protocol):
    """The engine as its inhabitants see it."""

    @property
    def now_ms(self) -> int:
        """The present, in simulated milliseconds."""

    @property
    def world(self) -> World:
        """The true state of the house."""

    def at(self, at_ms: int, task: Callable[[], None]) -> None:
        """Do something later."""

    def record(self, source: str, path: str, value: Value) -> None:
        """Write down what is so from now on."""

    def enter(self, person: str, left: str, entered: str) -> None:
        """Somebody goes from one room to another, or `outside`."""

    def stir(self, room: str) -> None:
        """Somebody moved in a room."""

    def swing(self, opening: str, is_open: bool, source: str) -> None:
        """A door or window is opened or closed."""

    def submit(self, action: Action) -> None:
        """Somebody lays a hand on something, or tells a device to do something."""

    def value(self, device: str, name: str) -> Scalar:
        """What a property of a device is now, as one who looks at it sees; None if it has no such."""
