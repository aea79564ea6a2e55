"""All figures of live houses, and how far they meet the goals."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from benchmarks.goals import Goal, Judgement, judge
from benchmarks.live.measurements import Figures, Measurement, Plan, measurements_of
from benchmarks.live.thermometers import PERIOD_S
from benchmarks.statistics import medians
from devices.text import Text

GOALS = (
    Goal("updates_s_core", "at_least", 50_000, of_ratio=False),
    Goal("path_cpu_us", "at_most", 9, of_ratio=False),
    Goal("engine_core_share", "at_most", 0.5, of_ratio=False),
    Goal("lateness_p99_ms", "at_most", 50, of_ratio=False),
    Goal("simulated_hours_per_s", "at_least", 100, of_ratio=False),
    Goal("idle_cost_ratio", "at_most", 1.25, of_ratio=False),
    Goal("answer_p99_ms", "at_most", 50, of_ratio=False),
)
CONDITIONS = Text(
    en="An update is a thermometer's message: measured, put into Zigbee2MQTT's JSON, retained, and sent as"
    " MQTT 3.1.1 at QoS 0. Flat out all of it runs in one process, and the time is that of its processor. At"
    " the pace of the wall the lab and its broker are one process and the subscriber another, on TCP; the"
    " share is that of the whole process. Each figure is the median of its rounds.",
    fa="هر گزارش پیام یک دماسنج است: اندازه‌گیری، تبدیل به JSON به شیوهٔ Zigbee2MQTT، نگه‌داری (retain) و ارسال"
    " با MQTT 3.1.1 در QoS 0. در حالت بی‌مهار همه چیز در یک فرایند است و زمان، زمان پردازندهٔ همان فرایند."
    " در حالت همگام با ساعت دیوار، آزمایشگاه و واسطش یک فرایندند و مشترک فرایندی دیگر روی TCP؛ سهم پردازنده"
    " از آنِ کل فرایند است. هر رقم میانهٔ دورهای خود است.",
)


@dataclass(frozen=True, slots=True)
class Life:
    """What was measured by a plan, each figure under its name."""

    plan: Plan
    measured: Figures

    @property
    def figures(self) -> Figures:
        """All that was measured, and what goals ask about."""
        slowest = min(self.measured[f"updates_s_{size}"] for size in self.plan.sizes)
        hours_per_s = self.measured["day_hours_per_s"]
        return {**self.measured, "updates_s_core": slowest, "simulated_hours_per_s": hours_per_s}

    @property
    def judgements(self) -> list[Judgement]:
        """Each goal, and how far it is met."""
        judged = (judge(goal, self.figures, None) for goal in GOALS)
        return [judgement for judgement in judged if judgement is not None]

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `khaneh bench live`."""
        figures = self.figures
        return {
            "updates_s_core": figures["updates_s_core"],
            "updates_s_core_by_devices": {
                str(size): figures[f"updates_s_{size}"] for size in self.plan.sizes
            },
            "path_cpu_us": figures["path_cpu_us"],
            "realtime": {
                "devices": self.plan.realtime_devices,
                "period_s": PERIOD_S,
                **_chosen(figures, "updates_s", "engine_core_share", "lateness_p50_ms", "lateness_p99_ms"),
            },
            "simulated_hours_per_s": figures["simulated_hours_per_s"],
            "day": {
                "scenario": self.plan.day,
                **{
                    name.removeprefix("day_"): each
                    for name, each in figures.items()
                    if name.startswith("day_")
                },
            },
            "idle": {
                "speaking": self.plan.speaking,
                "silent": 10 * self.plan.speaking,
                **_chosen(figures, "alone_cpu_us", "among_silent_cpu_us", "idle_cost_ratio"),
            },
            "answer_ms": {
                "commands": self.plan.commands,
                **{name: figures[f"answer_{name}_ms"] for name in ("p50", "p99", "most")},
            },
            "goals": {judgement.goal.figure: judgement.as_dict() for judgement in self.judgements},
            "remarks": [CONDITIONS.as_dict()],
        }


def measure_life(plan: Plan, begin: Callable[[Measurement], None]) -> Life:
    """Measure everything; `begin` is told of each measurement. Raises `BenchmarksError`."""
    measured: Figures = {}
    # A new process for each: none has to live with the memory that another has left.
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as processes:
        for measurement in measurements_of(plan):
            begin(measurement)
            rounds = [processes.submit(measurement.measure, plan).result() for _ in range(plan.rounds)]
            measured.update(medians(rounds))
    return Life(plan, measured)


def _chosen(figures: Figures, *names: str) -> Figures:
    return {name: figures[name] for name in names}
