"""What fits together in an assignment, and what an exam is unless it is told otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

from api.errors import ApiError
from api.store.assignments import Assignment
from devices.text import Text

EXAM = {"hints": False, "checks": 3, "parameters_in_text": True}
"""What an exam has that nobody said anything about."""


class TimesOutOfOrder(ApiError):
    """An assignment that is due before it opens, or closes before it is due."""

    code = "times_out_of_order"
    status = 422
    words = Text(
        en="The times do not fit together: an assignment opens first, is due after that, and closes at the "
        "due time or later.",
        fa="زمان‌ها با هم نمی‌خوانند: تکلیف نخست باز می‌شود، سپس مهلت آن می‌رسد و هم‌زمان با مهلت یا پس از آن "
        "بسته می‌شود.",
    )


class HintsInExam(ApiError):
    """An exam that is to show the exercise's hints."""

    code = "hints_in_exam"
    status = 422
    words = Text(
        en="An exam shows no hints; give the exercise as practice to show them.",
        fa="در آزمون راهنمایی نشان داده نمی‌شود؛ برای نمایش آن، تمرین را به شکل تکلیف عادی بدهید.",
    )


def with_closing(assignment: Assignment, chosen: Mapping[str, Any]) -> Mapping[str, Any]:
    """The chosen fields; an exam closes at its due time and grace unless it is told when."""
    moves = assignment.mode == "exam" and chosen.keys() & {"due_at", "grace_minutes"}
    if not moves or "closes_at" in chosen:
        return chosen
    due_at = chosen.get("due_at", assignment.due_at)
    grace = timedelta(minutes=chosen.get("grace_minutes", assignment.grace_minutes))
    return {**chosen, "closes_at": None if due_at is None else due_at + grace}


def check(assignment: Assignment) -> None:
    """Refuse what does not fit together. Raises TimesOutOfOrder, HintsInExam."""
    times = (assignment.opens_at, assignment.due_at, assignment.closes_at)
    given = [time for time in times if time is not None]
    if any(later < earlier for earlier, later in pairwise(given)):
        raise TimesOutOfOrder()
    if assignment.mode == "exam" and assignment.hints:
        raise HintsInExam()
