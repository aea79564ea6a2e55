"""What an attack is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from devices.text import Text
from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from simulator.isolation.scene import Scene

BOTH_LEVELS = (MQTT_3_1_1, MQTT_5)


class Leak(StrEnum):
    """What a stranger gets out of an attack that works."""

    READ = "read"
    WRITTEN = "written"
    EVICTED = "evicted"
    SWALLOWED = "swallowed"

    @property
    def words(self) -> Text:
        """The leak as a person says it."""
        return _WORDS[self]


_WORDS = {
    Leak.READ: Text(en="read", fa="خوانده شد"),
    Leak.WRITTEN: Text(en="written", fa="نوشته شد"),
    Leak.EVICTED: Text(en="evicted", fa="بیرون انداخته شد"),
    Leak.SWALLOWED: Text(en="swallowed", fa="بلعیده شد"),
}

Run = Callable[[Scene], Awaitable[Text | None]]
"""Tries the attack: what was really seen of a leak, or None. Raises `NotOffered` when it cannot be tried."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One thing that a user may try against another.

    `name` is stable, for programs; `tries` says what is tried, `leak` what is lost if it works, `levels` in
    which protocol levels it exists.
    """

    name: str
    leak: Leak
    tries: Text
    run: Run
    levels: tuple[int, ...] = BOTH_LEVELS
