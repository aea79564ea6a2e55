"""Where a person wants to be on a day, and from when: by a written day, by chance, or by both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from simulator.daily_life import Person, Visits
from simulator.house import OUTSIDE
from simulator.presence_plan import PresencePlan
from simulator.quantities import DAY_MS, MINUTE_MS
from simulator.randomness import Stream
from simulator.world.presence import Absence, absences

_GAP_MS = MINUTE_MS
"""One errand follows another after at least this time."""
_ABOUT_MS = 10 * MINUTE_MS
"""People turn to other rooms within this time after what they prefer has changed."""


class Errand(NamedTuple):
    """From `at_ms` after the midnight that began the run, somebody wants to be in a room."""

    at_ms: int
    room: str
    moves_every_ms: int


def begins_in(person: Person, chance: Stream) -> str:
    """Where somebody is at the midnight before the run."""
    if person.presence is None:
        return person.day[-1].room
    return _home_room(person, chance) if chance.chance(person.presence.at_home[0]) else OUTSIDE


def errands_of(person: Person, day: int, start: str, chance: Stream) -> list[Errand]:
    """The errands of a day (0 is the first of the run) that begins in the room `start`, visits included."""
    if person.presence is None:
        errands = _stays(person, day, start, chance)
    else:
        errands = _by_chance(person, person.presence, day, start, chance)
    return _with_visits(errands, person.visits, day, chance)


def _stays(person: Person, day: int, start: str, chance: Stream) -> list[Errand]:
    errands = [Errand(day * DAY_MS, start, person.day[-1].moves_every)]
    for stay in person.day:
        shift_ms = round(chance.normal(stay.spread / 2))
        at_ms = day * DAY_MS + stay.at + max(-stay.spread, min(stay.spread, shift_ms))
        after_the_last = errands[-1].at_ms + _GAP_MS
        errands.append(Errand(max(at_ms, after_the_last), stay.room, stay.moves_every))
    return [errand for errand in errands if errand.at_ms < (day + 1) * DAY_MS]


def _by_chance(person: Person, presence: PresencePlan, day: int, start: str, chance: Stream) -> list[Errand]:
    """A day as if at home throughout, less the absences."""
    away = absences(presence.at_home, presence.mobility, start != OUTSIDE, chance)
    at_home = start if start != OUTSIDE else _home_room(person, chance)
    if person.day:
        errands = [stay for stay in _stays(person, day, at_home, chance) if stay.room != OUTSIDE]
    else:
        errands = _choices(presence, day, at_home, chance)
    return _without(errands, away, day)


def _home_room(person: Person, chance: Stream) -> str:
    """Where somebody is who is at home at midnight."""
    if person.day:
        return next(stay.room for stay in reversed(person.day) if stay.room != OUTSIDE)
    presence = person.presence
    return _chosen(presence.preferred(0).rooms, chance) if presence else OUTSIDE


def _choices(presence: PresencePlan, day: int, start: str, chance: Stream) -> list[Errand]:
    """Rooms chosen one after another by their weights."""
    errands = [Errand(day * DAY_MS, start, presence.preferred(0).moves_every)]
    at = 0
    while True:
        stays = round(chance.exponential(presence.preferred(at).stays))
        change = presence.next_change(at)
        at += max(_GAP_MS, stays)
        if change is not None and at > change:
            at = change + chance.integer(0, _ABOUT_MS)
        if at >= DAY_MS:
            return errands
        preferred = presence.preferred(at)
        errands.append(Errand(day * DAY_MS + at, _chosen(preferred.rooms, chance), preferred.moves_every))


def _chosen(weights: Mapping[str, float], chance: Stream) -> str:
    drawn = chance.uniform(0, sum([weight for _, weight in sorted(weights.items())]))
    for room, weight in sorted(weights.items()):
        drawn -= weight
        if drawn <= 0:
            return room
    return max(weights)


def _without(errands: list[Errand], away: Iterable[Absence], day: int) -> list[Errand]:
    """The errands outside the absences; coming home, one goes where one would be by then."""
    midnight_ms = day * DAY_MS
    for absence in away:
        gone_ms, back_ms = midnight_ms + absence.gone_ms, midnight_ms + absence.back_ms
        before = [errand for errand in errands if errand.at_ms < max(gone_ms - _GAP_MS, midnight_ms + 1)]
        meant = [errand for errand in errands if errand.at_ms <= back_ms + _GAP_MS][-1]
        after = [errand for errand in errands if errand.at_ms > back_ms + _GAP_MS]
        if absence.gone_ms == 0:
            before = []
        leaving = Errand(gone_ms, OUTSIDE, meant.moves_every_ms)
        coming = [meant._replace(at_ms=back_ms)] if absence.back_ms < DAY_MS else []
        errands = [*before, leaving, *coming, *after]
    return errands


def _with_visits(errands: list[Errand], visits: tuple[Visits, ...], day: int, chance: Stream) -> list[Errand]:
    """The day with its visits; one that does not fit into a single stay at home is left out."""
    for visit in visits:
        for _ in range(chance.integer(*visit.times)):
            begins_ms = day * DAY_MS + chance.integer(*visit.between)
            ends_ms = begins_ms + chance.integer(*visit.stay)
            errands = _inserted(errands, visit, begins_ms, ends_ms, (day + 1) * DAY_MS)
    return errands


def _inserted(
    errands: list[Errand], visit: Visits, begins_ms: int, ends_ms: int, midnight_ms: int
) -> list[Errand]:
    for index, errand in enumerate(errands):
        until_ms = errands[index + 1].at_ms if index + 1 < len(errands) else midnight_ms
        fits = errand.at_ms + _GAP_MS <= begins_ms and ends_ms + _GAP_MS <= until_ms
        if fits and errand.room not in (OUTSIDE, visit.room):
            there = Errand(begins_ms, visit.room, visit.moves_every)
            back = Errand(ends_ms, errand.room, errand.moves_every_ms)
            return [*errands[: index + 1], there, back, *errands[index + 1 :]]
    return errands
