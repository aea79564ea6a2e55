"""What is measured of a live house, in which order, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

from benchmarks.live.commands import measure_answers
from benchmarks.live.flat_out import measure_day, measure_idle, measure_updates
from benchmarks.live.path import measure_path
from benchmarks.live.realtime import measure_realtime
from devices.text import Text

Figures = dict[str, float]
HOUSE_SIZES = (1_000, 10_000, 50_000)
REALTIME_DEVICES = 10_000
DAY = "winter-leaks"
"""A scenario of 40 devices and five people."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to measure: rounds of each measurement, updates, and seconds at the pace of the wall.

    Of the idle devices there are ten times as many as of those that are `speaking`.
    """

    rounds: int = 3
    sizes: tuple[int, ...] = HOUSE_SIZES
    updates: int = 50_000
    realtime_devices: int = REALTIME_DEVICES
    settle_s: float = 15.0
    seconds: float = 20.0
    speaking: int = 1_000
    idle_minutes: int = 5
    day: str = DAY
    commands: int = 200


FULL = Plan()
QUICK = Plan(rounds=1, updates=10_000, seconds=6.0, speaking=300, idle_minutes=2, commands=40)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One of them; its figures have names of their own among all."""

    name: Text
    measure: Callable[[Plan], Figures]


def measurements_of(plan: Plan) -> tuple[Measurement, ...]:
    """All of them; each is made in a process of its own."""
    return (
        *(Measurement(_UPDATES.format(devices=size), partial(_updates, size)) for size in plan.sizes),
        Measurement(Text(en="the way of a report", fa="راه یک گزارش"), _path),
        Measurement(Text(en="the pace of the wall", fa="همگام با ساعت دیوار"), _realtime),
        Measurement(Text(en="devices that say nothing", fa="دستگاه‌های خاموش"), _idle),
        Measurement(Text(en="a day with nobody connected", fa="یک روز بدون هیچ اتصالی"), _day),
        Measurement(Text(en="answers to commands", fa="پاسخ به فرمان‌ها"), _answers),
    )


_UPDATES = Text(en="updates of {devices:,} devices", fa="گزارش‌های {devices:,} دستگاه")


def _updates(size: int, plan: Plan) -> Figures:
    return {f"updates_s_{size}": measure_updates(size, plan.updates)["updates_s"]}


def _path(plan: Plan) -> Figures:
    return measure_path(min(plan.sizes), plan.updates)


def _realtime(plan: Plan) -> Figures:
    return measure_realtime(plan.realtime_devices, plan.settle_s, plan.seconds)


def _idle(plan: Plan) -> Figures:
    alone = measure_idle(plan.speaking, 0, plan.idle_minutes)["cpu_us"]
    among_silent = measure_idle(plan.speaking, 10 * plan.speaking, plan.idle_minutes)["cpu_us"]
    return {
        "alone_cpu_us": alone,
        "among_silent_cpu_us": among_silent,
        "idle_cost_ratio": among_silent / alone,
    }


def _day(plan: Plan) -> Figures:
    return {f"day_{name}": figure for name, figure in measure_day(plan.day).items()}


def _answers(plan: Plan) -> Figures:
    return {f"answer_{name}_ms": figure for name, figure in _times(plan.commands).items()}


def _times(commands: int) -> Figures:
    answers = asdict(measure_answers(commands))
    return {name: answers[name] for name in ("p50", "p99", "most")}
