"""When a person is at home by chance, and in which rooms: the part `presence` of a person."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulator.plan import Plan, Positive
from simulator.quantities import MINUTE_MS, SECOND_MS, Duration, TimeOfDay

Probability = Annotated[float, Field(ge=0, le=1)]


class RoomsFrom(Plan):
    """Which rooms somebody prefers from a time of day until the next such entry, around midnight too."""

    at: TimeOfDay = Field(alias="from")
    rooms: dict[str, Positive] = Field(min_length=1)
    """For each room its weight: a room of weight 2 is chosen twice as often as one of weight 1."""
    stays: Duration = 40 * MINUTE_MS
    """Mean time before they choose again."""
    moves_every: Duration = 90 * SECOND_MS


class PresencePlan(Plan):
    """How probable it is that somebody is at home; see `simulator.world.presence`."""

    at_home: Annotated[tuple[Probability, ...], Field(min_length=24, max_length=24)]
    """The probability at each full hour, midnight first; linear in between."""
    mobility: Annotated[float, Field(gt=0, le=2)] = 0.11
    """How readily they come and go: the ratio of the chance to change to that of staying as they are."""
    rooms: tuple[RoomsFrom, ...] = ()
    """Where they are when at home; may be left out if a `day` says it."""

    def preferred(self, at: int) -> RoomsFrom:
        """What holds at a time of day, in milliseconds after midnight."""
        entries = sorted(self.rooms, key=lambda entry: entry.at)
        return next((entry for entry in reversed(entries) if entry.at <= at), entries[-1])

    def next_change(self, at: int) -> int | None:
        """When on the same day other rooms begin to be preferred, if they do."""
        return min((entry.at for entry in self.rooms if entry.at > at), default=None)
