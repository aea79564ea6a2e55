"""How assignments look in answers: to their teachers, and to each student."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from pydantic import BaseModel

from api.problems import Said
from api.routes.sentences import said
from api.services.assignments.own import OwnAssignment
from api.services.assignments.terms import Phase, terms_of
from api.store.assignments import Assignment, Counting, Mode
from devices.text import Text


class AssignmentView(BaseModel):
    """An assignment as its teachers see it; extensions are not in it."""

    id: str
    class_id: str
    exercise: str
    title: Said | None
    mode: Mode
    phase: Phase
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    attempts: int | None
    checks: int | None
    counts: Counting
    weight: float
    grace_minutes: int
    penalty_percent: float
    hints: bool
    parameters_in_text: bool
    created_at: datetime
    removed_at: datetime | None

    @classmethod
    def of(cls, assignment: Assignment, title: Text | None, now: datetime) -> Self:
        """The view of an assignment at a moment; `title` is its exercise's, if there still is one."""
        kept = {
            name: getattr(assignment, name) for name in cls.model_fields if name not in ("title", "phase")
        }
        return cls(title=_said(title), phase=terms_of(assignment).phase_at(now), **kept)


class OwnAssignmentView(BaseModel):
    """An assignment as it is for one student."""

    id: str
    class_id: str
    class_name: str
    exercise: str
    title: Said | None
    mode: Mode
    phase: Phase
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    attempts: int | None
    attempts_left: int | None
    checks: int | None
    checks_left: int | None
    counts: Counting
    weight: float
    grace_minutes: int
    penalty_percent: float
    hints: bool
    parameters_in_text: bool

    @classmethod
    def of(cls, own: OwnAssignment, title: Text | None, now: datetime) -> Self:
        """The view of a student's own assignment at a moment."""
        terms, assignment = own.terms, own.assignment
        return cls(
            id=assignment.id,
            class_id=assignment.class_id,
            class_name=own.class_name,
            exercise=assignment.exercise,
            title=_said(title),
            mode=assignment.mode,
            phase=terms.phase_at(now),
            opens_at=terms.opens_at,
            due_at=terms.due_at,
            closes_at=terms.closes_at,
            attempts=terms.attempts,
            attempts_left=own.left("submit"),
            checks=terms.checks,
            checks_left=own.left("check"),
            counts=assignment.counts,
            weight=assignment.weight,
            grace_minutes=assignment.grace_minutes,
            penalty_percent=assignment.penalty_percent,
            hints=assignment.hints,
            parameters_in_text=assignment.parameters_in_text,
        )


def _said(title: Text | None) -> Said | None:
    return None if title is None else said(title)
