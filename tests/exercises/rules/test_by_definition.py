"""Every operator against its definition, tried millisecond by millisecond.

The two response operators have tests of their own beside this one.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.rules.small_worlds import (
    END,
    asked,
    at_every_instant,
    credit,
    known_steps,
    lost_in,
    operator,
    rises,
    runs_of,
    steps,
)

leniency = st.tuples(st.integers(0, 2), st.integers(0, 6))
spans = st.integers(0, 10)


def agree(written, signals, expected, grace=0, tolerance=0, by_time=False):
    checks = operator(written).checks(asked(signals, grace, tolerance, by_time))
    assert [check.credit for check in checks] == pytest.approx(expected)
    assert all((check.credit == 1.0) is (check.violation is None) for check in checks)
    for check in checks:
        assert check.from_ms <= check.to_ms
        if check.violation is not None:
            assert check.from_ms <= check.violation.at_ms <= check.to_ms


def all_the_time(values, grace, tolerance, by_time):
    """The credit of a value that should be true whenever it is known; none if it never is."""
    known = sum(value is not None for value in values)
    lost = lost_in(runs_of(False, values), grace)
    if not known:
        return []
    return [1 - lost / known] if by_time else [credit(lost, grace, tolerance)]


def turned(values):
    return [None if value is None else not value for value in values]


@given(steps, leniency, st.booleans())
def test_always(a, lenient, by_time):
    expected = all_the_time(at_every_instant(a), *lenient, by_time)
    agree({"always": {"x.a": True}}, {"x.a": a}, expected, *lenient, by_time)


@given(steps, leniency, st.booleans())
def test_never(a, lenient, by_time):
    expected = all_the_time(turned(at_every_instant(a)), *lenient, by_time)
    agree({"never": "x.a"}, {"x.a": a}, expected, *lenient, by_time)


@given(steps, steps, steps, leniency)
def test_mutual_exclusion(a, b, c, lenient):
    def alone(*values):
        on, off = values.count(True), values.count(False)
        return False if on >= 2 else True if off >= 2 else None

    values = list(map(alone, *map(at_every_instant, (a, b, c))))
    signals = {"x.a": a, "y.b": b, "z.c": c}
    agree({"mutual_exclusion": list(signals)}, signals, all_the_time(values, *lenient, False), *lenient)


@given(steps, spans, leniency)
def test_eventually(a, within, lenient):
    values, (grace, tolerance) = at_every_instant(a), lenient
    came = next((at for at in range(END) if values[at]), None)
    missed = None if came is None else max(0, came - within)
    is_judged = within + max(grace, tolerance) <= END
    expected = [0.0 if missed is None else credit(missed, grace, tolerance)] if is_judged else []
    agree({"eventually": {"condition": "x.a", "within": f"{within}ms"}}, {"x.a": a}, expected, *lenient)


@given(known_steps, steps, st.none() | spans, leniency, st.booleans())
def test_until(a, b, within, lenient, by_time):
    holds, until, (grace, tolerance) = at_every_instant(a), at_every_instant(b), lenient
    came = next((at for at in range(END) if until[at]), None)
    limit = END if within is None else within
    stop = limit if came is None else min(limit, came)
    expected = []
    if within is None or within + max(grace, tolerance) <= END:
        lost = lost_in(runs_of(False, holds, 0, stop), grace)
        held = 1 - lost / max(1, stop) if by_time else credit(lost, grace, tolerance)
        in_time = 1.0
        if within is not None:
            in_time = 0.0 if came is None else credit(max(0, came - within), grace, tolerance)
        expected = [min(held, in_time)]
    written = {"holds": "x.a", "until": "y.b"} | ({} if within is None else {"within": f"{within}ms"})
    agree({"until": written}, {"x.a": a, "y.b": b}, expected, *lenient, by_time)


@given(known_steps, known_steps, spans, spans, leniency)
def test_precedence(a, b, nearest, length, lenient):
    needed, expected = at_every_instant(a), []
    for trigger in rises(at_every_instant(b)):
        # Before the run nothing was: of a window that begins before it only the rest counts.
        first, last = max(0, trigger - nearest - length), trigger - nearest
        missed = [max(0, first - at, at - last) for at in range(END) if needed[at]]
        expected.append(max((credit(each, *lenient) for each in missed), default=0.0))
    window = [f"{nearest}ms", f"{nearest + length}ms"]
    written = {"trigger": {"rise": "y.b"}, "needs": "x.a", "within": window}
    agree({"precedence": written}, {"x.a": a, "y.b": b}, expected, *lenient)


@given(known_steps, known_steps)
def test_precedence_of_something_new(a, b):
    came, watched = rises(at_every_instant(a)), rises(at_every_instant(b))
    expected = [
        float(any(before < at <= trigger for at in came))
        for before, trigger in zip([-1, *watched], watched, strict=False)
    ]
    written = {"trigger": {"rise": "y.b"}, "needs": "x.a", "anew": True}
    agree({"precedence": written}, {"x.a": a, "y.b": b}, expected)


@given(known_steps, st.integers(0, 4), st.integers(1, 12))
def test_bounded_existence(a, at_most, per):
    came = rises(at_every_instant(a))
    bounds = {"trigger": {"rise": "x.a"}, "at_most": at_most}
    agree({"bounded_existence": bounds}, {"x.a": a}, [float(len(came) <= at_most)])
    expected = [float(sum(at - per < each <= at for each in came) <= at_most) for at in came]
    agree({"bounded_existence": {**bounds, "per": f"{per}ms"}}, {"x.a": a}, expected)
    at_least = {"trigger": {"rise": "x.a"}, "at_least": at_most}
    agree({"bounded_existence": at_least}, {"x.a": a}, [float(len(came) >= at_most)])


@given(known_steps, st.integers(1, 10), leniency)
def test_recurrence(a, every, lenient):
    grace, tolerance = lenient
    came = rises(at_every_instant(a))
    expected = [
        credit(at - before - every, grace, tolerance) if at - before > every else 1.0
        for before, at in zip([0, *came], came, strict=False)
    ]
    if END - ([0, *came])[-1] > every + max(lenient):
        expected.append(0.0)
    agree({"recurrence": {"trigger": {"rise": "x.a"}, "every": f"{every}ms"}}, {"x.a": a}, expected, *lenient)


@given(known_steps, st.integers(1, 10))
def test_recurrence_of_a_state_is_that_no_window_is_without_it(a, every):
    """MTL: at each instant, the state comes within the time; as far as the run is long enough to see it."""
    values = at_every_instant(a)
    seen = [any(values[at : at + every + 1]) for at in range(END - every)]
    checks = operator({"recurrence": {"condition": "x.a", "every": f"{every}ms"}}).checks(asked({"x.a": a}))
    assert all(check.credit == 1.0 for check in checks) is all(seen)


@given(known_steps, st.integers(1, 10), leniency)
def test_min_duration(a, least, lenient):
    expected = [
        credit(max(0, least - (end - start)), *lenient)
        for start, end in runs_of(True, at_every_instant(a))
        if start > 0 and (end < END or end - start >= least)
    ]
    agree({"min_duration": {"condition": "x.a", "at_least": f"{least}ms"}}, {"x.a": a}, expected, *lenient)


@given(known_steps, st.integers(1, 10), leniency)
def test_max_duration(a, most, lenient):
    expected = [
        credit(max(0, end - start - most), *lenient)
        for start, end in runs_of(True, at_every_instant(a))
        if 0 < start < end < END or end - start > most + max(lenient)
    ]
    agree({"max_duration": {"condition": "x.a", "at_most": f"{most}ms"}}, {"x.a": a}, expected, *lenient)


@given(known_steps, known_steps, spans, st.none() | st.integers(1, 8), leniency, st.booleans())
def test_settles(a, b, within, lasting, lenient, by_time):
    band, starts = at_every_instant(a), rises(at_every_instant(b))
    expected = []
    for start, end in zip(starts, [*starts[1:], END], strict=False):
        due = start + within
        seen = end if lasting is None else due + lasting
        if due < seen <= end:
            lost = lost_in(runs_of(False, band, due, seen), lenient[0])
            expected.append(1 - lost / (seen - due) if by_time else credit(lost, *lenient))
    written = {"path": "x.a", "band": True, "within": f"{within}ms", "after": {"rise": "y.b"}}
    if lasting is not None:
        written["for"] = f"{lasting}ms"
    agree({"settles": written}, {"x.a": a, "y.b": b}, expected, *lenient, by_time)
