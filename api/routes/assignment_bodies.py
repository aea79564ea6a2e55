"""How assignments look in requests and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.problems import Said
from api.services.assignments.own import OwnAssignment
from api.services.assignments.terms import Phase, terms_of
from api.services.moments import Moment
from api.store.assignments import Assignment, Counting, Mode
from devices.text import Text

_MOST_TRIES = 10_000
_WEEK_MINUTES = 7 * 24 * 60
_DAY_MINUTES = 24 * 60


class AssignmentFields(BaseModel):
    """What a teacher decides on; what is left out stays as it is, or as is usual."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    opens_at: Moment | None = None
    due_at: Moment | None = None
    closes_at: Moment | None = None
    attempts: Annotated[int, Field(ge=1, le=_MOST_TRIES)] | None = None
    checks: Annotated[int, Field(ge=0, le=_MOST_TRIES)] | None = None
    counts: Counting = "best"
    weight: Annotated[float, Field(ge=0, le=1000)] = 1.0
    grace_minutes: Annotated[int, Field(ge=0, le=_WEEK_MINUTES)] = 0
    penalty_percent: Annotated[float, Field(ge=0, le=100)] = 0.0
    hints: bool = True
    parameters_in_text: bool = False

    def chosen(self) -> dict[str, Any]:
        """The fields that the request names."""
        named = (name for name in AssignmentFields.model_fields if name in self.model_fields_set)
        return {name: getattr(self, name) for name in named}


class NewAssignment(AssignmentFields):
    """An assignment to be. An exam has no hints, three Checks, and its parameters only in the text."""

    exercise: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    mode: Mode = "practice"


class AssignmentChange(AssignmentFields):
    """What is to change."""


class ExamStart(BaseModel):
    """How long an exam is open that begins now."""

    model_config = ConfigDict(extra="forbid")
    minutes: Annotated[int, Field(ge=1, le=_DAY_MINUTES)]


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
        return cls(title=said(title), phase=terms_of(assignment).phase_at(now), **kept)


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
            title=said(title),
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


def said(text: Text | None) -> Said | None:
    """A text of the lab in an answer."""
    return None if text is None else Said(en=text.en, fa=text.fa)
