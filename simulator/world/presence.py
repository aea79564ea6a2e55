"""When somebody is at home: a chain of two states whose frequency follows a profile.

After Page, Robinson, Morel and Scartezzini, "A generalised stochastic model for the simulation of occupant
presence", Energy and Buildings 40 (2008). Time goes in slots of a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.quantities import DAY_MS, HOUR_MS, MINUTE_MS
from simulator.randomness import Stream

SLOT_MS = 15 * MINUTE_MS
SLOTS_A_DAY = DAY_MS // SLOT_MS
_SHORTEST_MS = MINUTE_MS
"""Nobody is at home or away for less."""

Profile = Sequence[float]
"""The probability to be at home at each full hour of the day, 0 to 1; linear in between."""


class Absence(NamedTuple):
    """Away from home: from when until when, in milliseconds after the day's midnight."""

    gone_ms: int
    back_ms: int
    """The midnight that ends the day, if they are still away then."""


def probability(profile: Profile, at_ms: int) -> float:
    """The probability to be at home at a time of day."""
    hour, into_ms = divmod(at_ms, HOUR_MS)
    before, after = profile[hour % 24], profile[(hour + 1) % 24]
    return before + (after - before) * into_ms / HOUR_MS


def comes_home(now: float, then: float, mobility: float) -> float:
    """T01: the probability that who is away is at home a slot later, when P goes from `now` to `then`.

    T01 = k P(t) + P(t+1) with k = (μ − 1)/(μ + 1). Where P changes faster than this mobility allows it is
    the nearest value with which the frequency still follows P.
    """
    slowness = (mobility - 1) / (mobility + 1)
    least, most = 0.0, 1.0
    if now < 1:
        least, most = max(0.0, (then - now) / (1 - now)), min(1.0, then / (1 - now))
    return max(least, min(most, slowness * now + then))


def stays_home(now: float, then: float, mobility: float) -> float:
    """T11: the probability that who is at home is there a slot later.

    T11 = (P(t) − 1)/P(t) · T01 + P(t+1)/P(t), which keeps the frequency at P.
    """
    if now <= 0:
        return then
    stays = (then - (1 - now) * comes_home(now, then, mobility)) / now
    return max(0.0, min(1.0, stays))


def states(profile: Profile, mobility: float, is_home: bool, chance: Stream) -> list[bool]:
    """Whether somebody is at home at the end of each slot of a day; `is_home` is how the day begins."""
    drawn: list[bool] = []
    for slot in range(SLOTS_A_DAY):
        now, then = probability(profile, slot * SLOT_MS), probability(profile, (slot + 1) * SLOT_MS)
        likely = stays_home(now, then, mobility) if is_home else comes_home(now, then, mobility)
        is_home = chance.chance(likely)
        drawn.append(is_home)
    return drawn


def absences(profile: Profile, mobility: float, is_home: bool, chance: Stream) -> list[Absence]:
    """When somebody is away on a day; they leave and come at any moment of a slot."""
    found: list[Absence] = []
    gone_ms = 0
    for slot, then_home in enumerate(states(profile, mobility, is_home, chance)):
        if then_home != is_home:
            at_ms = slot * SLOT_MS + chance.integer(0, SLOT_MS - _SHORTEST_MS)
            if then_home:
                found.append(Absence(gone_ms, at_ms))
            gone_ms, is_home = at_ms, then_home
    return found if is_home else [*found, Absence(gone_ms, DAY_MS)]
