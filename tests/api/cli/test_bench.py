"""`khaneh bench`, as a person runs it; the measuring itself is replaced."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from api.cli.bench import app
from benchmarks.broker import comparison
from benchmarks.broker.comparison import NO_MOSQUITTO, Comparison
from benchmarks.broker.goals import RATIOS
from benchmarks.broker.measurements import MEASUREMENTS, QUICK

FIGURES = {**dict.fromkeys(RATIOS, 12.0), "qos0_cpu_us": 1.0, "qos1_cpu_us": 1.0}


def bench(*arguments: str):
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "100"})


@pytest.fixture
def measured(monkeypatch):
    """Stands for a comparison with these figures of Mosquitto's."""

    def measured(mosquitto):
        def compare(plan, begin):
            assert plan is QUICK
            begin(MEASUREMENTS[0])
            return Comparison(FIGURES, mosquitto)

        monkeypatch.setattr(comparison, "compare", compare)

    return measured


def test_json_is_one_document_and_progress_goes_elsewhere(measured):
    measured(FIGURES)
    done = bench("broker", "--quick", "--json")
    document = json.loads(done.stdout)
    assert document["ours"] == document["mosquitto"] == FIGURES
    assert document["ratios"] == dict.fromkeys(RATIOS, 1.0)
    assert document["goals"]["idle_kb_per_connection"]["met"] is False
    assert MEASUREMENTS[0].name.en in done.stderr


def test_the_table_says_by_how_much_a_goal_is_missed(measured):
    measured({**FIGURES, "connects_s": 24.0})
    done = bench("broker", "--quick")
    assert done.exit_code == 0
    assert "≥ 1: missed by 50 %" in done.stdout
    assert "≤ 5: missed by 140 %" in done.stdout
    assert "≤ 2: met" in done.stdout


def test_without_mosquitto_a_sentence_says_so(measured):
    measured(None)
    assert NO_MOSQUITTO.en[:40] in bench("broker", "--quick").stdout


def test_benches_are_listed():
    assert "broker" in bench("--help").stdout
