"""`khaneh bench grade`, as a person runs it; the measuring itself is replaced."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from api.cli.bench import app
from benchmarks.grade import result
from benchmarks.grade.measurements import QUICK, Crowd, Style
from benchmarks.grade.result import CONDITIONS, Result

SLOW = Style(wall_s=2.5, cpu_s=2.0, memory_mb=120, score=100, trace_sha256="ab", identical=True)
QUICKER = Style(wall_s=0.5, cpu_s=0.4, memory_mb=110, score=100, trace_sha256="cd", identical=True)


@pytest.fixture(autouse=True)
def measured(monkeypatch):
    def measure_grading(plan, begin):
        assert plan is QUICK
        begin("loop_polling")
        styles = {"loop_polling": SLOW, "loop_forever_timer": QUICKER}
        return Result(styles, QUICKER, {"always": 0.04}, Crowd(12, 2, 9.0, lost=0, wrong=0))

    monkeypatch.setattr(result, "measure_grading", measure_grading)


def bench(*arguments: str, **environment: str):
    return CliRunner().invoke(app, ["grade", "--quick", *arguments], env={"COLUMNS": "120", **environment})


def test_json_is_one_document_and_progress_goes_elsewhere():
    done = bench("--json")
    document = json.loads(done.stdout)
    assert document["styles"]["loop_polling"]["wall_s"] == 2.5
    assert document["p50_wall_s"] == 1.5
    assert document["goals"]["max_wall_s"]["met"] is False
    assert document["at_once"]["lost"] == 0
    assert "loop_polling" in done.stderr


def test_the_table_says_which_goals_are_missed():
    said = bench().stdout
    assert "loop_polling" in said
    assert "missed by 25 %" in said
    assert CONDITIONS.en[:40] in said


def test_it_speaks_persian():
    assert "سبک برنامه" in bench(KHANEH_LANGUAGE="fa").stdout
