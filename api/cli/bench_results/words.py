"""How the tables of benchmarks speak of figures and goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.console import say
from devices.text import Text

if TYPE_CHECKING:
    from benchmarks.goals import Judgement

MEASURING = Text(en="Measuring {name} …", fa="اندازه‌گیری {name} …")
FIGURE = Text(en="Figure", fa="رقم")
GOAL = Text(en="Goal", fa="هدف")
_MET = Text(en="{goal}: met", fa="{goal}: رسیده")
_MISSED = Text(en="{goal}: missed by {percent:.0f} %", fa="{goal}: نرسیده، {percent:.0f}٪ فاصله")


def goal_cell(judgement: Judgement) -> str:
    """A goal, and whether it was met."""
    goal = f"{'≥' if judgement.goal.kind == 'at_least' else '≤'} {judgement.goal.bound:,g}"
    words = _MET if judgement.met else _MISSED
    return say(words.format(goal=goal, percent=100 * judgement.missed_by))


def number_cell(figure: float) -> str:
    """A figure with as many digits as one reads."""
    return f"{figure:,.0f}" if figure >= 1_000 else f"{figure:.2f}"
