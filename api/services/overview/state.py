"""Who works, who is stuck, who is done: the one definition of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

State = Literal["done", "stuck", "working", "away"]

WORKING_FOR = timedelta(minutes=15)
"""So long after the last sign of work, somebody is taken to be working still: one also reads and thinks."""
SITTING = timedelta(hours=2)
"""Tries that are older belong to another day's work."""
SOLVED = 60
"""From this score on, an exercise counts as solved."""
TRIES_WITHOUT_PROGRESS = 4
"""So many graded tries one after the other that brought no better score: help is due."""


@dataclass(frozen=True, slots=True)
class Try:
    """A submission or a Check of this sitting."""

    at: datetime
    score: int | None
    """None as long as it waits for its verdict."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a student at one moment."""

    active_at: datetime | None = None
    """When the student last signed in, saved, tried something, or used the live house."""
    tries: Sequence[Try] = ()
    """Of this sitting, at the exercise that was last worked at, oldest first."""
    has_finished: bool = False
    """Whether all that the class is to hand in now is solved."""


def state_of(signs: Signs, now: datetime) -> State:
    """What the student is doing, by these signs.

    Who has solved all is done, there or not. Of those who work, some are stuck.
    """
    if signs.has_finished:
        return "done"
    is_active = signs.active_at is not None and now - signs.active_at <= WORKING_FOR
    if not is_active and all(each.score is not None for each in signs.tries):
        return "away"
    return "stuck" if is_stuck(signs.tries) else "working"


def is_stuck(tries: Sequence[Try]) -> bool:
    """Whether the last tries brought no better score than there was before, and none solves the exercise."""
    scores = [each.score for each in tries if each.score is not None]
    if len(scores) < TRIES_WITHOUT_PROGRESS or max(scores) >= SOLVED:
        return False
    before, last = scores[:-TRIES_WITHOUT_PROGRESS], scores[-TRIES_WITHOUT_PROGRESS:]
    # Where there is nothing before, the first of the last is what the others would have to surpass.
    return max(last) <= max(before, default=last[0])
