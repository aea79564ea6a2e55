"""What a scenario may say about its network, and how a mistake in it is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.mistakes import FileMistaken
from simulator.scenario import Scenario, load_scenario, scenario_schema

GOOD = """\
title: {en: Test, fa: آزمون}
house:
  title: {en: Hut, fa: کلبه}
  rooms:
    hall: {title: {en: Hall, fa: هال}, area_m2: 10}
start: 2027-01-14T00:00
qos: 1
network:
  begins: good
  latency: [50ms, 400ms]
  loss: 0.02
  repeated_after: 500ms
  duplicates: 0.01
  disconnects_every: 20m
script:
  - {at: 07:30, network: bad}
  - {at: 07:40, broker: restart, for: 30s, forgets: true}
"""

# (what is replaced, by what, the line, the field, what the sentence must hold)
MISTAKES = [
    ("begins: good", "begins: worse", 9, "network.begins", "'bad' or 'good'"),
    ("latency: [50ms, 400ms]", "latency: 50ms", 10, "network.latency", "a list"),
    ("latency: [50ms, 400ms]", "latency: [50, 400]", 10, "network.latency.0", "a duration such as"),
    ("latency: [50ms, 400ms]", "latency: [400ms, 50ms]", 10, "network.latency", "such as [50ms, 400ms]"),
    ("latency: [50ms, 400ms]", "latency: [1s, 1m]", 10, "network.latency", "at most 10s"),
    ("loss: 0.02", "loss: 2%", 11, "network.loss", "a number"),
    ("loss: 0.02", "loss: 2", 11, "network.loss", "at most 1"),
    ("loss: 0.02", "losses: 0.02", 11, "network.losses", "did you mean loss"),
    ("repeated_after: 500ms", "repeated_after: 0s", 12, "network.repeated_after", "from 1ms to 10s"),
    ("duplicates: 0.01", "duplicates: -1", 13, "network.duplicates", "at least 0"),
    ("disconnects_every: 20m", "disconnects_every: 1ms", 14, "network.disconnects_every", "at least 1s"),
    ("network: bad", "network: dead", 16, "script.0.network", "'bad' or 'good'"),
    ("network: bad", "network: bad, broker: restart", 16, "script.0", "or network"),
    ("network: bad", "network: bad, for: 3s", 16, "script.0", "broker (with for and forgets)"),
    ("broker: restart, ", "", 17, "script.1", "broker (with for and forgets)"),
    ("broker: restart", "broker: stop", 17, "script.1.broker", "'restart'"),
    ("for: 30s", "for: long", 17, "script.1.for", "a duration such as"),
    ("forgets: true", "forgets: all", 17, "script.1.forgets", "true or false"),
    ("qos: 1", "qos: 3", 7, "qos", "at most 2"),
    (GOOD[GOOD.index("network:\n") : GOOD.index("script")], "", 9, "script.0.network", "needs a section"),
]


def read(tmp_path: Path, text: str) -> Scenario:
    path = tmp_path / "test.yaml"
    path.write_text(text, encoding="utf-8")
    return load_scenario(path)


def test_a_correct_network_is_taken(tmp_path: Path) -> None:
    scenario = read(tmp_path, GOOD)
    assert scenario.network is not None
    assert scenario.network.latency == (50, 400)
    assert scenario.network.disconnects_every == 1_200_000
    restart = scenario.script[1]
    assert (restart.broker, restart.lasts, restart.forgets) == ("restart", 30_000, True)


@pytest.mark.parametrize(("right", "wrong", "line", "field", "hint"), MISTAKES)
def test_a_mistake_names_line_field_and_what_would_be_right(
    tmp_path: Path, right: str, wrong: str, line: int, field: str, hint: str
) -> None:
    assert GOOD.count(right) == 1
    with pytest.raises(FileMistaken) as caught:
        read(tmp_path, GOOD.replace(right, wrong))
    mistake = caught.value.mistakes[0]
    assert (mistake.line, mistake.field) == (line, field)
    assert hint in mistake.wrong.en
    assert re.search("[\u0600-\u06ff]", mistake.wrong.fa), f"no Persian in {mistake.wrong.fa!r}"


def test_a_restart_needs_no_network_section(tmp_path: Path) -> None:
    text = GOOD.replace(GOOD[GOOD.index("network:\n") : GOOD.index("script")], "")
    scenario = read(tmp_path, text.replace("  - {at: 07:30, network: bad}\n", ""))
    assert scenario.network is None


def test_editors_are_told_of_it() -> None:
    schema = scenario_schema()
    assert "disconnects_every" in schema["$defs"]["NetworkPlan"]["properties"]
    assert {"broker", "for", "forgets"} <= set(schema["$defs"]["ScriptEntry"]["properties"])
