"""What is measured, in which order, and for how long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from selectors import SelectSelector
from typing import Any

from benchmarks.broker.connections import measure_connects, measure_idle
from benchmarks.broker.fan_in import measure_fan_in
from benchmarks.broker.latency import measure_latency
from benchmarks.broker.target import AS_SHIPPED, USERNAME, Target
from benchmarks.broker.throughput import measure_throughput
from devices.text import Text

Figures = dict[str, float]
_LISTENERS = 200
_FEW = 8
"""Messages on their way to each listener, so that they are sent one by one rather than in batches."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to measure: rounds of each measurement for each broker, seconds of one, and connections."""

    rounds: int = 5
    seconds: float = 1.0
    paced_seconds: float = 2.0
    connects: int = 1_000
    idle: int = 2_000


FULL = Plan()
QUICK = Plan(rounds=3, seconds=0.2, paced_seconds=0.5, connects=300)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One of them; `rounds` says how often it is made, where not as often as the plan has it."""

    name: Text
    measure: Callable[[Target, Plan], Figures]
    rounds: int | None = None


def _idle(target: Target, plan: Plan) -> Figures:
    return measure_idle(target, plan.idle)


def _connects(target: Target, plan: Plan) -> Figures:
    return _prefixed("connects", measure_connects(target, plan.connects, USERNAME))


def _connects_as_shipped(target: Target, plan: Plan) -> Figures:
    return _prefixed("connects_as_shipped", measure_connects(target, plan.connects, AS_SHIPPED))


def _qos0(target: Target, plan: Plan) -> Figures:
    return _prefixed("qos0", asyncio.run(measure_throughput(target, 0, plan.seconds)))


def _qos1(target: Target, plan: Plan) -> Figures:
    return _prefixed("qos1", asyncio.run(measure_throughput(target, 1, plan.seconds)))


def _fan_out(target: Target, plan: Plan) -> Figures:
    return _prefixed("fan_out", asyncio.run(measure_throughput(target, 0, plan.seconds, _LISTENERS, _FEW)))


def _latency(target: Target, plan: Plan) -> Figures:
    return _punctually(measure_latency(target, plan.paced_seconds))


def _fan_in(target: Target, plan: Plan) -> Figures:
    return _punctually(measure_fan_in(target, plan.paced_seconds))


def _punctually(measuring: Coroutine[Any, Any, Figures]) -> Figures:
    """Run on a loop that wakes up to the microsecond; asyncio's usual ones wait for whole milliseconds."""
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(SelectSelector())) as runner:
        return runner.run(measuring)


def _prefixed(prefix: str, figures: Figures) -> Figures:
    return {f"{prefix}_{name}": figure for name, figure in figures.items()}


# Memory comes first, while the brokers have not been used.
MEASUREMENTS = (
    Measurement(Text(en="memory of idle connections", fa="حافظهٔ اتصال‌های بیکار"), _idle, rounds=1),
    Measurement(Text(en="connects", fa="برقراری اتصال"), _connects),
    Measurement(
        Text(en="connects with the usual password hash", fa="برقراری اتصال با هش معمول گذرواژه"),
        _connects_as_shipped,
    ),
    Measurement(Text(en="throughput at QoS 0", fa="گذردهی در QoS 0"), _qos0),
    Measurement(Text(en="throughput at QoS 1", fa="گذردهی در QoS 1"), _qos1),
    Measurement(Text(en="latency", fa="تأخیر"), _latency),
    Measurement(Text(en="many to one", fa="از بسیاری به یکی"), _fan_in),
    Measurement(Text(en="one to many", fa="از یکی به بسیاری"), _fan_out),
)
