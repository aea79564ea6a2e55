"""A short run of everything: that it ends, and says what it ought to; how fast things are is not asked here."""

from __future__ import annotations

import json
import math
from concurrent.futures import ThreadPoolExecutor

from benchmarks.live import life
from benchmarks.live.life import GOALS, Life, measure_life
from benchmarks.live.measurements import Measurement, Plan, measurements_of
from devices.text import Text

TINY = Plan(
    rounds=1,
    sizes=(5, 10),
    updates=20,
    realtime_devices=20,
    settle_s=0.2,
    seconds=1.5,
    speaking=3,
    idle_minutes=1,
    day="winter-day",
    commands=2,
)


def finite(document: object) -> bool:
    if isinstance(document, dict):
        return all(finite(each) for each in document.values())
    return not isinstance(document, float) or math.isfinite(document)


def test_each_measurement_gives_figures_and_all_goals_are_judged() -> None:
    measured: dict[str, float] = {}
    for measurement in measurements_of(TINY):
        figures = measurement.measure(TINY)
        assert finite(figures), measurement.name.en
        assert not set(figures) & set(measured), "the figures have names of their own"
        measured.update(figures)
    document = json.loads(json.dumps(Life(TINY, measured).as_dict()))
    assert document["updates_s_core"] == min(document["updates_s_core_by_devices"].values())
    assert set(document["updates_s_core_by_devices"]) == {"5", "10"}
    assert document["realtime"]["devices"] == 20
    assert document["day"]["hours"] == 24
    assert document["idle"]["silent"] == 30
    assert set(document["answer_ms"]) == {"commands", "p50", "p99", "most"}
    assert set(document["goals"]) == {goal.figure for goal in GOALS}


def test_each_round_counts_once_and_the_median_is_taken(monkeypatch) -> None:
    measurements = (Measurement(Text(en="a", fa="آ"), _count), Measurement(Text(en="b", fa="ب"), _nothing))
    monkeypatch.setattr(life, "measurements_of", lambda plan: measurements)
    # A process of its own could not find these measurements, which are in no package.
    monkeypatch.setattr(life, "ProcessPoolExecutor", lambda workers, **_: ThreadPoolExecutor(workers))
    begun: list[str] = []
    done = measure_life(Plan(rounds=3), lambda measurement: begun.append(measurement.name.en))
    assert begun == ["a", "b"]
    assert done.measured == {"figure": 1.0}


def _count(plan: Plan) -> dict[str, float]:
    return {"figure": 1.0}


def _nothing(plan: Plan) -> dict[str, float]:
    return {}
