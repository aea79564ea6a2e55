"""The time of every operator on 100,000 samples, the reading of its signals included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median
from time import process_time

from ruamel.yaml import YAML

from exercises.rule import Rule
from exercises.rulebook.question import Question
from simulator.trace import Event, Trace

SAMPLES = 100_000
STEP_MS = 864
"""So that the samples fill a day."""

_RULES = """
always: {room.lounge.temperature: [20, 24]}
never: {room.lounge.temperature: {above: 24}}
eventually: {room.lounge.temperature: {above: 100}}
until: {holds: {room.lounge.temperature: {below: 24}}, until: {room.lounge.temperature: {above: 100}}}
settles: {path: room.lounge.temperature, band: [20, 24], within: 1h}
mutual_exclusion: [{room.lounge.temperature: {above: 24}}, {room.lounge.temperature: {below: 20}}]
min_duration: {condition: {room.lounge.temperature: [20, 24]}, at_least: 5s}
max_duration: {condition: {room.lounge.temperature: [20, 24]}, at_most: 5s}
recurrence: {condition: {room.lounge.temperature: {above: 24}}, every: 1m}
bounded_existence: {trigger: {rise: sensor.motion}, at_most: 200, per: 10m}
precedence: {trigger: {rise: sensor.motion}, needs: lamp.state, within: 5s}
response: {trigger: {rise: sensor.motion}, then: lamp.state, within: 5s}
response_invariance: {trigger: {rise: sensor.motion}, then: lamp.state, during: [1s, 5s]}
"""
"""Those of temperature read one signal of 100,000 samples, those of motion two of 50,000."""


def measure_rules(repeats: int = 5, samples: int = SAMPLES) -> dict[str, float]:
    """Median processor seconds of each operator, by its keyword, sorted."""
    traces = {"room": Trace(_temperature(samples)), "sensor": Trace(_motion(samples))}
    return {
        keyword: median(_seconds(rule, traces) for _ in range(repeats))
        for keyword, rule in sorted(benchmark_rules().items())
    }


def benchmark_rules() -> dict[str, Rule]:
    """What is measured of each operator."""
    return {keyword: _rule(keyword, asked) for keyword, asked in YAML(typ="safe").load(_RULES).items()}


def _rule(keyword: str, asked: object) -> Rule:
    says = {"en": keyword, "fa": keyword}
    return Rule.model_validate({"id": keyword, "says": says, "weight": 1, keyword: asked})


def _seconds(rule: Rule, traces: Mapping[str, Trace]) -> float:
    device = rule.operator.conditions[0].path.partition(".")[0] if rule.operator.conditions else "room"
    trace = traces[device]
    question = Question(trace, {}, trace.end_ms, grace_ms=500)
    started = process_time()
    checks = rule.operator.checks(question)
    seconds = process_time() - started
    if not checks:
        raise ValueError(f"nothing was measured of {rule.id}")
    return seconds


def _temperature(samples: int) -> Iterable[Event]:
    """A wave of two hours with noise on it, so that the band is crossed hundreds of times."""
    for number in range(samples):
        wave = abs(number % 8000 - 4000) / 4000 * 6 + 19
        noise = number * 7919 % 101 / 1000
        yield Event(number * STEP_MS, "house", "room.lounge.temperature", round(wave + noise, 2))


def _motion(samples: int) -> Iterable[Event]:
    """Somebody comes 5,000 times; at every fourth coming the lamp stays dark, and once in nine it is late."""
    for number in range(0, samples, 2):
        visit, since = divmod(number, 20)
        lit = since < 14 and visit % 4 != 3 and (since > 6 or visit % 9 != 0)
        yield Event(number * STEP_MS, "house", "sensor.motion", since < 10)
        yield Event(number * STEP_MS + 300, "program", "lamp.state", "ON" if lit else "OFF")
