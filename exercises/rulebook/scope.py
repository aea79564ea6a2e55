"""During which times of a run a rule asks for something (the scopes of Dwyer's specification patterns)."""

from __future__ import annotations

from bisect import bisect_right
from typing import Annotated, Any, Self

from pydantic import Field, TypeAdapter, ValidatorFunctionWrapHandler, WrapValidator, model_validator

from devices.text import Text
from exercises.fields import Strict
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import Interval, common, merged
from exercises.rulebook.trigger import Trigger
from simulator.mistakes import WrongValue
from simulator.quantities import DAY_MS, TimeOfDay


def _edge(written: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """Durations are written as text, triggers as a mapping; mistakes are told of the one that was meant."""
    if isinstance(written, Duration):
        return written
    return (_DURATIONS if isinstance(written, str) else _TRIGGERS).validate_python(written)


Edge = Annotated[Duration | Trigger, WrapValidator(_edge)]
"""A moment: so long after the start of the run, or when something happens."""


class Scope(Strict):
    """`{after: 2h}`, `{before: …}`, `{between: […, …]}`, `{daily: ["08:00", "22:00"]}`, `{while: {…}}`.

    - `after` an edge: from then on to the end of the run; of a trigger the first time counts.
    - `before` an edge: from the start until then; never, if the trigger does not come (Dwyer).
    - `between`: from each time of the first edge until the second comes next, or until the run ends. A
      duration in second place counts from the first edge if that is a trigger, else from the start.
    - `daily`: between two clock times of every day; over midnight if the second is the earlier.
    - `while`: as long as the condition holds.

    Several of them together: while all are so.
    """

    after: Edge | None = None
    before: Edge | None = None
    between: tuple[Edge, Edge] | None = None
    daily: tuple[TimeOfDay, TimeOfDay] | None = None
    while_: Condition | None = Field(None, alias="while")

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if not self.model_fields_set:
            raise WrongValue(
                Text(
                    en="should have one of after, before, between, daily, while",
                    fa="باید یکی از after، before، between، daily یا while را داشته باشد",
                )
            )
        return self

    def intervals(self, question: Question) -> tuple[Interval, ...]:
        """The times in which the rule asks, in order and apart from each other."""
        times = [(0, question.end_ms)]
        if self.after is not None:
            times = common(times, [(at_ms, question.end_ms) for at_ms in _moments(self.after, question)[:1]])
        if self.before is not None:
            times = common(times, [(0, at_ms) for at_ms in _moments(self.before, question)[:1]])
        if self.between is not None:
            times = common(times, _between(*self.between, question))
        if self.daily is not None:
            times = common(times, _daily(*self.daily, question))
        if self.while_ is not None:
            times = common(times, self.while_.intervals(question))
        return tuple(times)


def _moments(edge: Edge, question: Question) -> list[int]:
    if isinstance(edge, Duration):
        return [edge.milliseconds(question.parameters)]
    return edge.times(question)


def _between(first: Edge, second: Edge, question: Question) -> list[Interval]:
    starts = _moments(first, question)
    if isinstance(second, Duration):
        length = second.milliseconds(question.parameters)
        ends = [length if isinstance(first, Duration) else start + length for start in starts]
        return merged(zip(starts, ends, strict=True))
    closing = second.times(question)
    apart: list[Interval] = []
    for start in starts:
        if apart and start < apart[-1][1]:
            continue  # It is open already.
        following = bisect_right(closing, start)
        apart.append((start, closing[following] if following < len(closing) else question.end_ms))
    return apart


def _daily(from_ms: int, to_ms: int, question: Question) -> list[Interval]:
    midnight = question.start.replace(hour=0, minute=0, second=0, microsecond=0)
    since_midnight = round((question.start - midnight).total_seconds() * 1000)
    length = (to_ms - from_ms) % DAY_MS or DAY_MS
    begins = range(from_ms - since_midnight - DAY_MS, question.end_ms, DAY_MS)
    return merged((begin, begin + length) for begin in begins)


_DURATIONS, _TRIGGERS = TypeAdapter[Any](Duration), TypeAdapter[Any](Trigger)
