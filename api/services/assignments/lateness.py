"""What lateness costs: days late, and what they take away from a score."""

from __future__ import annotations

from datetime import datetime, timedelta

_DAY = timedelta(days=1)


def days_late(received_at: datetime, due_at: datetime | None, grace: timedelta) -> int:
    """How many days have begun since the due time and the grace after it; 0 is in time.

    What arrives at the very moment is in time. Without a due time nothing is late.
    """
    if due_at is None:
        return 0
    return max(0, -((due_at + grace - received_at) // _DAY))


def score_after(score: float, days: int, penalty_percent: float) -> float:
    """What is left of a score: each day late takes away `penalty_percent` of it, down to nothing."""
    return score * max(0.0, 1.0 - days * penalty_percent / 100)
