"""The verdict that counts: of each submission the last one that was given."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from api.store.work import GivenVerdict, Submission


def is_last_verdict() -> ColumnElement[bool]:
    """Whether a verdict is its submission's last; for a query that joins submissions with verdicts."""
    last = (
        select(func.max(GivenVerdict.number))
        .where(GivenVerdict.submission_number == Submission.number)
        .correlate(Submission)
        .scalar_subquery()
    )
    return GivenVerdict.number == last
