"""The operators against rtamt, a monitor of signal temporal logic, in discrete time of one millisecond."""

import warnings

from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.rules.small_worlds import END, asked, at_every_instant, known_steps, operator, rises

with warnings.catch_warnings():
    # Its parser was made for an older Python.
    warnings.simplefilter("ignore")
    import rtamt

spans = st.integers(0, 8)


def robustness(formula, a, b):
    """Of the formula at each instant: above 0 where it is true, below where it is false."""
    monitor = rtamt.StlDiscreteTimeOfflineSpecification()
    monitor.declare_var("a", "float")
    monitor.declare_var("b", "float")
    monitor.spec = formula
    monitor.parse()
    columns = {
        name: [1.0 if now else -1.0 for now in at_every_instant(each)] for name, each in (("a", a), ("b", b))
    }
    return [value for _, value in monitor.evaluate({"time": list(range(END)), **columns})]


def is_met(written, a, b):
    """For each occasion whether it was met in full."""
    checks = operator(written).checks(asked({"x.a": a, "y.b": b}))
    return [check.credit == 1.0 for check in checks]


@given(known_steps, known_steps)
def test_always_and_never(a, b):
    assert is_met({"always": {"x.a": True}}, a, b) == [robustness("always(a >= 0)", a, b)[0] > 0]
    assert is_met({"never": {"x.a": True}}, a, b) == [robustness("always(not(a >= 0))", a, b)[0] > 0]
    both = robustness("always(not((a >= 0) and (b >= 0)))", a, b)[0] > 0
    assert is_met({"mutual_exclusion": ["x.a", "y.b"]}, a, b) == [both]


@given(known_steps, known_steps, spans)
def test_eventually(a, b, within):
    expected = robustness(f"eventually[0:{within}](a >= 0)", a, b)[0] > 0
    assert is_met({"eventually": {"condition": "x.a", "within": f"{within}ms"}}, a, b) == [expected]


@given(known_steps, known_steps, spans)
def test_until(a, b, within):
    expected = robustness(f"(a >= 0) until[0:{within}] (b >= 0)", a, b)[0] > 0
    written = {"holds": "x.a", "until": "y.b", "within": f"{within}ms"}
    assert is_met({"until": written}, a, b) == [expected]


@given(known_steps, known_steps, spans, spans)
def test_response(a, b, begin, length):
    came = robustness(f"eventually[{begin}:{begin + length}](a >= 0)", a, b)
    expected = [came[at] > 0 for at in rises(at_every_instant(b)) if at + begin + length <= END]
    window = [f"{begin}ms", f"{begin + length}ms"]
    assert (
        is_met({"response": {"trigger": {"rise": "y.b"}, "then": "x.a", "within": window}}, a, b) == expected
    )


@given(known_steps, known_steps, spans, st.integers(1, 8))
def test_response_invariance(a, b, begin, length):
    held = robustness(f"always[{begin}:{begin + length - 1}](a >= 0)", a, b)
    expected = [held[at] > 0 for at in rises(at_every_instant(b)) if at + begin + length <= END]
    during = [f"{begin}ms", f"{begin + length}ms"]
    written = {"trigger": {"rise": "y.b"}, "then": "x.a", "during": during}
    assert is_met({"response_invariance": written}, a, b) == expected


@given(known_steps, known_steps, spans)
def test_precedence(a, b, within):
    came = robustness(f"once[0:{within}](a >= 0)", a, b)
    expected = [came[at] > 0 for at in rises(at_every_instant(b))]
    written = {"trigger": {"rise": "y.b"}, "needs": "x.a", "within": f"{within}ms"}
    assert is_met({"precedence": written}, a, b) == expected


@given(known_steps, known_steps, st.integers(1, 8))
def test_recurrence(a, b, every):
    """Where the run is long enough to see the whole time, each instant has one to come within it."""
    comes = robustness(f"eventually[0:{every}](a >= 0)", a, b)[: END - every]
    met = is_met({"recurrence": {"condition": "x.a", "every": f"{every}ms"}}, a, b)
    assert all(met) is all(value > 0 for value in comes)
