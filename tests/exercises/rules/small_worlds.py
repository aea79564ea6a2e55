"""Runs of a few milliseconds, in which every rule can be tried at every instant."""

from hypothesis import strategies as st

from exercises.rulebook.question import Question
from exercises.rules import operators
from simulator.trace import Trace

END = 24
"""How long a run lasts, in ms."""

steps = st.dictionaries(st.integers(0, END - 1), st.booleans(), max_size=8)
"""A signal: its values by the moments at which they begin; it has none before the first."""
known_steps = steps.map(lambda drawn: {0: False, **drawn})
"""One that is known from the start."""


def asked(signals, grace=0, tolerance=0, by_time=False):
    """The question that such a run puts; `signals` by their paths."""
    trace = Trace()
    for at, path, value in sorted(
        (at, path, value) for path, each in signals.items() for at, value in each.items()
    ):
        trace.record(at, "house", path, value)
    trace.end_ms = END
    return Question(trace, {}, END, grace_ms=grace, tolerance_ms=tolerance, by_time=by_time)


def operator(written):
    """The operator that a file has so."""
    ((keyword, asked_for),) = written.items()
    return operators()[keyword].model_validate(asked_for)


def at_every_instant(signal):
    """The value at each ms, None before the first."""
    values, now = [], None
    for at in range(END):
        now = signal.get(at, now)
        values.append(now)
    return values


def rises(values):
    """Where it is true and was false the instant before."""
    return [at for at in range(1, END) if values[at] is True and values[at - 1] is False]


def runs_of(wanted, values, start=0, end=END):
    """The longest spans `[from, to)` in which the value is the wanted one, one after the other."""
    spans = []
    for at in range(start, end):
        if values[at] is wanted:
            if spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], at + 1)
            else:
                spans.append((at, at + 1))
    return spans


def credit(missed, grace, tolerance):
    """What an answer is worth that missed its time by so much."""
    if missed <= grace:
        return 1.0
    return max(0.0, 1 - missed / tolerance) if tolerance else 0.0


def lost_in(spans, grace):
    """The time of those spans that are longer than the grace."""
    return sum(end - start for start, end in spans if end - start > grace)
