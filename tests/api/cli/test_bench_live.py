"""`khaneh bench live`, as a person runs it; the measuring itself is replaced."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from api.cli.bench import app
from benchmarks.live import life
from benchmarks.live.life import CONDITIONS, Life
from benchmarks.live.measurements import QUICK, measurements_of

FIGURES = {
    **{f"updates_s_{size}": 60_000.0 for size in QUICK.sizes},
    "updates_s_50000": 25_000.0,
    "path_cpu_us": 8.0,
    "updates_s": 1_000.0,
    "engine_core_share": 0.25,
    "lateness_p50_ms": 1.5,
    "lateness_p99_ms": 100.0,
    "alone_cpu_us": 20.0,
    "among_silent_cpu_us": 21.0,
    "idle_cost_ratio": 1.05,
    "day_devices": 40,
    "day_hours_per_s": 120.0,
    "answer_p50_ms": 20.0,
    "answer_p99_ms": 40.0,
    "answer_most_ms": 45.0,
}


@pytest.fixture(autouse=True)
def measured(monkeypatch):
    def measure_life(plan, begin):
        assert plan is QUICK
        begin(measurements_of(plan)[0])
        return Life(plan, FIGURES)

    monkeypatch.setattr(life, "measure_life", measure_life)


def bench(*arguments: str, **environment: str):
    return CliRunner().invoke(app, ["live", "--quick", *arguments], env={"COLUMNS": "120", **environment})


def test_json_is_one_document_and_progress_goes_elsewhere():
    done = bench("--json")
    document = json.loads(done.stdout)
    assert document["updates_s_core"] == 25_000, "the least of all sizes"
    assert document["realtime"] == {
        "devices": 10_000,
        "period_s": 10,
        "updates_s": 1_000.0,
        "engine_core_share": 0.25,
        "lateness_p50_ms": 1.5,
        "lateness_p99_ms": 100.0,
    }
    assert document["simulated_hours_per_s"] == 120.0
    assert document["answer_ms"]["p99"] == 40.0
    assert {name for name, goal in document["goals"].items() if not goal["met"]} == {
        "updates_s_core",
        "lateness_p99_ms",
    }
    assert "updates of 1,000 devices" in done.stderr


def test_the_table_has_the_goals_beside_the_figures():
    done = bench()
    assert done.exit_code == 0
    assert "≥ 50,000: missed by 50 %" in done.stdout
    assert "≤ 50: missed by 100 %" in done.stdout
    assert "≥ 100: met" in done.stdout
    assert CONDITIONS.en[:40] in done.stdout


def test_the_table_is_there_in_persian_too():
    assert "گزارش در ثانیه" in bench(KHANEH_LANGUAGE="fa").stdout
