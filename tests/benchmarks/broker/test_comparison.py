"""A short run of everything: that it ends, and says what it ought to; how fast things are is not asked here."""

from __future__ import annotations

import json
import math

import pytest

from benchmarks.broker import comparison
from benchmarks.broker.comparison import NO_MOSQUITTO, compare
from benchmarks.broker.goals import RATIOS
from benchmarks.broker.measurements import MEASUREMENTS, Plan

TINY = Plan(rounds=1, seconds=0.02, paced_seconds=0.05, connects=60, idle=500)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Mosquitto on this machine."""
    monkeypatch.setattr(comparison, "find_mosquitto", lambda: None)


def finite_and_positive(figures: dict[str, float]) -> bool:
    return all(math.isfinite(figure) and figure > 0 for figure in figures.values())


@pytest.mark.usefixtures("alone")
def test_without_mosquitto_it_gives_our_figures_and_says_so():
    begun: list[str] = []
    document = compare(TINY, lambda measurement: begun.append(measurement.name.en)).as_dict()
    assert begun == [measurement.name.en for measurement in MEASUREMENTS]
    assert set(RATIOS) <= set(document["ours"])
    assert finite_and_positive(document["ours"])
    assert document["mosquitto"] is document["ratios"] is None
    assert list(document["goals"]) == ["idle_kb_per_connection"]
    assert NO_MOSQUITTO.as_dict() in document["remarks"]


@pytest.mark.mosquitto
def test_with_mosquitto_there_are_ratios_and_goals():
    document = json.loads(json.dumps(compare(TINY, lambda _: None).as_dict()))
    for broker in ("ours", "mosquitto"):
        assert set(RATIOS) <= set(document[broker])
        assert finite_and_positive(document[broker])
    assert set(document["ratios"]) == set(RATIOS)
    assert len(document["goals"]) == 5
