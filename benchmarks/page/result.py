"""All figures of the page, and how far they meet the goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.goals import Goal, Judgement, judge
from benchmarks.page.opening import Opening
from benchmarks.page.working import Working
from devices.text import Text

GOALS = (
    Goal("list_kb", "at_most", 200, of_ratio=False),
    Goal("workbench_kb", "at_most", 450, of_ratio=False),
    Goal("list_s", "at_most", 2.5, of_ratio=False),
    Goal("workbench_s", "at_most", 2.5, of_ratio=False),
    Goal("busy_percent", "at_most", 25, of_ratio=False),
    Goal("messages_per_s", "at_least", 5, of_ratio=False),
    Goal("devices", "at_least", 40, of_ratio=False),
)
CONDITIONS = Text(
    en="A whole lab and Chromium on the same machine, each screen opened as for the first time. Kilobytes are"
    " as they travel: packed, with the font and the answers of the API, until everything of the screen is"
    " there. Seconds are the median of three, from the address to the first letter that was typed and"
    " painted, with the processor slowed six times. Busy is the main thread, as slow, while a house lives on"
    " the screen.",
    fa="یک آزمایشگاه کامل و Chromium روی همین دستگاه؛ هر صفحه چنان باز می‌شود که گویی نخستین بار است."
    " کیلوبایت‌ها همان است که جابه‌جا می‌شود: فشرده، با قلم و پاسخ‌های API، تا وقتی همهٔ صفحه رسیده باشد."
    " ثانیه‌ها میانهٔ سه بار است، از نشانی تا نخستین حرفی که تایپ و نقاشی شد، با پردازنده‌ای شش بار کندتر."
    " سهم کار، از آنِ رشتهٔ اصلی است، با همان کندی، وقتی خانه‌ای روی صفحه زنده است.",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured, and what it says."""

    exercises: Opening
    workbench: Opening
    working: Working
    devices: int

    @property
    def figures(self) -> dict[str, float]:
        """What the goals ask about."""
        return {
            "list_kb": self.exercises.kilobytes,
            "workbench_kb": self.workbench.kilobytes,
            "list_s": self.exercises.seconds,
            "workbench_s": self.workbench.seconds,
            "busy_percent": self.working.busy_share * 100,
            "messages_per_s": self.working.messages_per_s,
            "devices": self.devices,
        }

    @property
    def judgements(self) -> list[Judgement]:
        """Each goal, and how far it is met."""
        judged = (judge(goal, self.figures, None) for goal in GOALS)
        return [judgement for judgement in judged if judgement is not None]

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `khaneh bench page`."""
        return {
            **self.figures,
            "goals": {judgement.goal.figure: judgement.as_dict() for judgement in self.judgements},
            "remarks": [CONDITIONS.as_dict()],
        }
