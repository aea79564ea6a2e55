"""`khaneh bench service`, as a person runs it; lab and measuring are replaced."""

from __future__ import annotations

import json
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from api import whole_lab
from api.cli.bench import app
from benchmarks.service import crowd
from benchmarks.service.crowd import QUICK, SIGNING_IN, Crowd
from benchmarks.service.judging import Judged
from benchmarks.service.machine import Use
from benchmarks.service.times import Times


@pytest.fixture(autouse=True)
def measured(monkeypatch):
    @contextmanager
    def no_lab(folder):
        yield SimpleNamespace(publish=lambda *_: None, under_test=lambda: "the lab")

    def measure_crowd(lab, plan, begin):
        assert (lab, plan) == ("the lab", QUICK)
        begin(SIGNING_IN)
        meanwhile = Times()
        for ms in range(1, 101):
            meanwhile.add("hand in", ms / 250, 201 if ms < 100 else 503)
        judged = Judged(submissions=300, lost=0, doubled=0, wrong=1)
        return Crowd(plan, meanwhile, meanwhile, Use(), ("he came late",), (1.0,) * 59 + (30.0,), judged)

    monkeypatch.setattr(whole_lab, "whole_lab", no_lab)
    monkeypatch.setattr(crowd, "measure_crowd", measure_crowd)


def bench(*arguments: str, **environment: str):
    return CliRunner().invoke(app, ["service", "--quick", *arguments], env={"COLUMNS": "120", **environment})


def test_json_is_one_document_and_progress_goes_elsewhere():
    done = bench("--json")
    document = json.loads(done.stdout)
    assert {name: document[name] for name in ("submissions", "lost", "doubled", "wrong", "p95_ms")} == {
        "submissions": 300,
        "lost": 0,
        "doubled": 0,
        "wrong": 1,
        "p95_ms": 380.0,
    }
    assert document["live_labs"] == 59, "one was silent for too long"
    assert document["refused_by_status"] == {"503": 1}
    assert document["troubles"] == ["he came late"]
    assert {name for name, goal in document["goals"].items() if not goal["met"]} == {
        "wrong",
        "p95_ms",
        "live_labs",
    }
    assert SIGNING_IN.en in done.stderr


def test_the_table_has_the_goals_beside_the_figures():
    done = bench()
    assert done.exit_code == 0
    assert "≤ 200: missed by 90 %" in done.stdout
    assert "hand in" in done.stdout


def test_the_table_is_there_in_persian_too():
    assert "خانه‌های زنده" in bench(KHANEH_LANGUAGE="fa").stdout
