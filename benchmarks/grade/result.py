"""All figures of grading, and how far they meet the goals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import fmean, median
from typing import Any

from benchmarks.goals import Goal, Judgement, judge
from benchmarks.grade.measurements import (
    MOTION_LIGHT,
    SOLUTION,
    Crowd,
    Plan,
    Style,
    measure_crowd,
    measure_style,
    measure_styles,
)
from benchmarks.rules.measure import measure_rules
from devices.text import Text

GOALS = (
    Goal("p50_wall_s", "at_most", 1.0, of_ratio=False),
    Goal("max_wall_s", "at_most", 2.0, of_ratio=False),
    Goal("runs_per_hour_core", "at_least", 3_600, of_ratio=False),
    Goal("memory_mb", "at_most", 150, of_ratio=False),
    Goal("slowest_rule_s", "at_most", 0.05, of_ratio=False),
    Goal("lost", "at_most", 0, of_ratio=False),
    Goal("wrong", "at_most", 0, of_ratio=False),
)
CONDITIONS = Text(
    en="A run is one program on one seed, 24 simulated hours of a flat with twenty devices and about 7,000"
    " messages, all of which the program hears: from the student's files to the verdict, with the confined"
    " start of the program, on one core. Each figure is the median of its rounds.",
    fa="هر اجرا یک برنامه با یک بذر است: ۲۴ ساعت شبیه‌سازی در آپارتمانی با بیست دستگاه و حدود ۷۰۰۰ پیام که"
    " برنامه همه را می‌شنود؛ از فایل‌های هنرجو تا نتیجه، همراه با شروع محصور برنامه، روی یک هسته. هر رقم "
    "میانهٔ"
    " دورهای خود است.",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured."""

    styles: Mapping[str, Style]
    motion_light: Style
    """The solution of the catalogue's exercise in its own house, for comparison."""
    rules: Mapping[str, float]
    """Processor seconds of each operator on 100,000 samples."""
    crowd: Crowd

    @property
    def figures(self) -> dict[str, float]:
        """What the goals ask about."""
        walls = [style.wall_s for style in self.styles.values()]
        return {
            "p50_wall_s": median(walls),
            "max_wall_s": max(walls),
            "runs_per_hour_core": 3600 / fmean(style.cpu_s for style in self.styles.values()),
            "memory_mb": max(style.memory_mb for style in self.styles.values()),
            "slowest_rule_s": max(self.rules.values()),
            "lost": self.crowd.lost,
            "wrong": self.crowd.wrong,
        }

    @property
    def judgements(self) -> list[Judgement]:
        """Each goal, and how far it is met."""
        judged = (judge(goal, self.figures, None) for goal in GOALS)
        return [judgement for judgement in judged if judgement is not None]

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `khaneh bench grade`."""
        figures = self.figures
        return {
            "styles": {name: asdict(style) for name, style in self.styles.items()},
            **{
                name: figures[name]
                for name in ("p50_wall_s", "max_wall_s", "runs_per_hour_core", "memory_mb")
            },
            MOTION_LIGHT.replace("-", "_"): asdict(self.motion_light),
            "rules_s": dict(self.rules),
            "at_once": asdict(self.crowd),
            "goals": {judgement.goal.figure: judgement.as_dict() for judgement in self.judgements},
            "remarks": [CONDITIONS.as_dict()],
        }


def measure_grading(plan: Plan, begin: Callable[[str], None]) -> Result:
    """Measure everything; `begin` is told the name of what comes next."""
    styles = measure_styles(plan, begin)
    begin(MOTION_LIGHT)
    motion_light = measure_style(SOLUTION, plan.rounds)
    begin("rules")
    rules = measure_rules()
    begin(f"{plan.at_once} × {MOTION_LIGHT}")
    return Result(styles, motion_light, rules, measure_crowd(plan.at_once))
