"""How assignments look in requests."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.services.moments import Moment
from api.store.assignments import Counting, Mode

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
