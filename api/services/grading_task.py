"""What a grader is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from exercises.grading import Progress
from exercises.terms import USUAL, Terms
from exercises.verdict import Verdict


@dataclass(frozen=True, slots=True)
class GradingTask:
    """One submission, and under what terms it is to be graded."""

    exercise: str
    files: Mapping[str, bytes]
    student: str
    """The student's id."""
    terms: Terms = USUAL
    version: int | None = None
    """The version of the exercise by which it is judged; without one, the present version."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, and what it rests on."""

    verdict: Verdict
    traces: tuple[bytes, ...] = ()
    """What happened in each run, as `api.services.traces.pack` keeps it."""
    right_answers: Mapping[str, Any] | None = None
    """To the questions of the exercise, in the student's own house."""


Report = Callable[[Progress], None]
"""Is told how far a grading has come."""
Grade = Callable[[GradingTask, Report], Outcome]
"""Grades one submission."""
