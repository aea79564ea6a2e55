from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.statistics import medians, percentile

SAMPLES = st.lists(st.floats(-1e9, 1e9), min_size=1)
SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 1), (0.01, 1), (0.5, 50), (0.501, 51), (0.99, 99), (1, 100)]
)
def test_percentiles_of_one_to_a_hundred(share, expected):
    assert percentile(range(100, 0, -1), share) == expected


@given(SAMPLES, SHARES)
def test_a_percentile_is_a_sample_that_is_no_less_than_its_share_of_them(samples, share):
    found = percentile(samples, share)
    assert found in samples
    assert sum(sample <= found for sample in samples) >= share * len(samples) - 1e-9


@pytest.mark.parametrize(("samples", "share"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_there_is_no_percentile_of_nothing_nor_of_an_odd_share(samples, share):
    with pytest.raises(ValueError, match=r"\("):
        percentile(samples, share)


def test_medians_are_taken_of_each_figure_on_its_own():
    rounds = [{"a": 1.0, "b": 30.0}, {"a": 3.0, "b": 10.0}, {"a": 2.0, "b": 20.0}]
    assert medians(rounds) == {"a": 2.0, "b": 20.0}
