"""The rows of the timeline picture: what happened, what was expected of the program, and what it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Self

from pydantic import model_validator

from devices.text import Text
from exercises.fields import Strict, Words
from exercises.record import Plain
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.duration import Duration
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import Scalar
from exercises.rulebook.stretches import merged
from exercises.rulebook.trigger import Trigger
from exercises.run_result import Lane, Role
from simulator.mistakes import WrongValue

Segment = tuple[float, float, Plain]

MOST_SEGMENTS = 2_000
"""Of one row, and marks as many: no screen shows more, and what chatters must not fill the verdict."""


class Expectation(Strict):
    """What the path should be: `value` during a time after each trigger, `otherwise` in between."""

    trigger: Trigger
    during: tuple[Duration, Duration]
    value: Scalar
    otherwise: Scalar


class LanePlan(Strict):
    """One row, as an exercise's file describes it."""

    path: Path
    role: Role
    label: Words
    marks: Scalar | None = None
    """Each report of this value becomes a tick, repeated or not."""
    expectation: Expectation | None = None

    @model_validator(mode="after")
    def _expects_if_expected(self) -> Self:
        if (self.role == "expected") is (self.expectation is None):
            raise WrongValue(
                Text(
                    en="expectation goes with the role expected, and with no other",
                    fa="expectation تنها و همیشه همراه نقش expected می‌آید",
                )
            )
        return self


def draw(plans: Sequence[LanePlan], question: Question) -> tuple[Lane, ...]:
    """The rows of one run; times in seconds."""
    return tuple(_lane(plan, question) for plan in plans)


def _lane(plan: LanePlan, question: Question) -> Lane:
    if plan.expectation is None:
        segments = question.signal(plan.path).segments(question.end_ms)
        in_seconds = [(start / 1000, end / 1000, value) for start, end, value in segments]
    else:
        in_seconds = _expected(plan.expectation, question)
    marks = [] if plan.marks is None else Comparing.equal(plan.path, plan.marks).reports(question)
    return Lane(
        path=plan.path,
        label=plan.label,
        role=plan.role,
        segments=tuple(thinned(in_seconds)),
        marks=tuple(at_ms / 1000 for at_ms in marks[:: -(-len(marks) // MOST_SEGMENTS) or 1]),
    )


def thinned(segments: Sequence[Segment]) -> Sequence[Segment]:
    """The segments, or what can be told apart of very many.

    Of those that begin in the same small part of the run two are kept, the first and the next with another
    value, so that what chatters still does; each then lasts until the next one that is kept.
    """
    if len(segments) <= MOST_SEGMENTS:
        return segments
    part_s = 2 * (segments[-1][1] - segments[0][0]) / MOST_SEGMENTS
    kept: list[Segment] = []
    for _, group in groupby(segments, key=lambda segment: segment[0] // part_s):
        first, *others = group
        kept.append(first)
        kept += [each for each in others if each[2] != first[2]][:1]
    ends = [start for start, _, _ in kept[1:]] + [segments[-1][1]]
    return [(start, end, value) for (start, _, value), end in zip(kept, ends, strict=True)]


def _expected(expectation: Expectation, question: Question) -> list[Segment]:
    begin, end = (edge.milliseconds(question.parameters) for edge in expectation.during)
    triggers = expectation.trigger.times(question)
    wanted = merged((time + begin, min(time + end, question.end_ms)) for time in triggers)
    return list(_with_rest(wanted, question.end_ms, expectation))


def _with_rest(wanted: Sequence[tuple[int, int]], end_ms: int, expectation: Expectation) -> Iterator[Segment]:
    at = 0
    for start, end in wanted:
        if at < start:
            yield at / 1000, start / 1000, expectation.otherwise
        yield start / 1000, end / 1000, expectation.value
        at = end
    if at < end_ms:
        yield at / 1000, end_ms / 1000, expectation.otherwise
