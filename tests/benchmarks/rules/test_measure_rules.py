"""The benchmark of operators measures every one of the thirteen, on runs that give them something to do."""

from benchmarks.rules.measure import benchmark_rules, measure_rules

THIRTEEN = {
    "always", "bounded_existence", "eventually", "max_duration", "min_duration", "mutual_exclusion", "never",
    "precedence", "recurrence", "response", "response_invariance", "settles", "until",
}  # fmt: skip


def test_every_operator_is_measured():
    assert set(benchmark_rules()) == THIRTEEN


def test_each_has_something_to_judge():
    """The measurement itself refuses a run in which an operator finds no occasion."""
    assert set(measure_rules(repeats=1, samples=10_000)) == THIRTEEN
