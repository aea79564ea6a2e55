"""What was asked for during whole times, and the lapses in which it was not so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from devices.text import Text
from exercises.rulebook.operator import Check, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import Interval, Stretches, length_of, longest
from exercises.rulebook.telling import Fields, Moment, Number, Span
from simulator.signal import Signal

LAPSE_FIELDS = {
    "once": frozenset({"at", "by", "found"}),
    "often": frozenset({"at", "by", "found", "times", "lost"}),
}


def lapses_of(
    truth: Signal, right: bool, question: Question, found: Callable[[Interval], Text]
) -> list[Check]:
    """One check for each time of the scope in which it is known whether it was as it should be.

    Lapses no longer than the grace are overlooked. What is left of a time costs by the tolerance, or by its
    share of the known time. `found` says what was so during a lapse.
    """
    wrong = Stretches.while_it_is(not right, truth, question.end_ms)
    rightly = Stretches.while_it_is(right, truth, question.end_ms)
    checks = []
    for window in question.windows:
        lapses = wrong.within(window)
        known_ms = length_of(lapses) + length_of(rightly.within(window))
        if known_ms:
            checks.append(_check(window, known_ms, noticed(lapses, question), question, found))
    return checks


def noticed(lapses: Sequence[Interval], question: Question) -> list[Interval]:
    """Those that are longer than the grace."""
    return [(start, end) for start, end in lapses if end - start > question.grace_ms]


def _check(
    window: Interval,
    known_ms: int,
    lapses: Sequence[Interval],
    question: Question,
    found: Callable[[Interval], Text],
) -> Check:
    weight = float(known_ms) if question.by_time else 1.0
    if not lapses:
        return Check(*window, 1.0, weight=weight)
    lost = length_of(lapses)
    credit = 1.0 - lost / known_ms if question.by_time else question.credit(lost)
    start, end = worst = longest(lapses)
    fields: Fields = {"at": Moment(start), "by": Span(end - start), "found": found(worst)}
    if len(lapses) == 1:
        violation = Violation("once", start, end - start, fields)
    else:
        times, together = Number(len(lapses)), Span(lost)
        violation = Violation("often", start, end - start, {**fields, "times": times, "lost": together})
    return Check(start, end, credit, violation, weight)
