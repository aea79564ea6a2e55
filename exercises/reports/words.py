"""The words that every report uses."""

from __future__ import annotations

from collections.abc import Mapping

from devices.text import Text
from exercises.finding import Outcome
from exercises.verdict import Status

STATUSES: Mapping[Status, Text] = {
    "graded": Text(en="graded", fa="تصحیح شد"),
    "student_error": Text(en="the program failed", fa="برنامه خطا داد"),
    "limit": Text(en="stopped at a limit", fa="به سقف مجاز رسید"),
    "invalid": Text(en="nothing to grade", fa="چیزی برای تصحیح نبود"),
    "infrastructure": Text(en="the lab failed", fa="آزمایشگاه خطا داد"),
}
OUTCOMES: Mapping[Outcome, Text] = {
    "satisfied": Text(en="met", fa="برآورده شد"),
    "violated": Text(en="not met", fa="برآورده نشد"),
    "inconclusive": Text(en="could not be told", fa="سنجیده نشد"),
    "skipped": Text(en="skipped", fa="کنار گذاشته شد"),
}
MARKS: Mapping[Outcome, str] = {"satisfied": "✓", "violated": "✗", "inconclusive": "–", "skipped": "↷"}
