"""All figures of the service, and how far they meet the goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.goals import Goal, Judgement, judge
from benchmarks.service.crowd import Crowd
from devices.text import Text

LONGEST_SILENCE_S = 10.0
"""A live house says what time it is every second; one that was silent for so long did not live."""

GOALS = (
    Goal("submissions", "at_least", 300, of_ratio=False),
    Goal("lost", "at_most", 0, of_ratio=False),
    Goal("doubled", "at_most", 0, of_ratio=False),
    Goal("wrong", "at_most", 0, of_ratio=False),
    Goal("p95_ms", "at_most", 200, of_ratio=False),
    Goal("live_labs", "at_least", 60, of_ratio=False),
)
CONDITIONS = Text(
    en="A whole lab in a folder of its own, and everybody on the same machine. The students hand in short"
    " programs at random moments of the given time and follow them to the verdict; the teacher has the"
    " overview and the gradebook open; each live house is heard over WebSocket. The times are of all"
    " requests from the first submission to the last verdict, connecting included, event streams left"
    " out. A verdict is wrong if it is not what the same program gets when nothing else goes on.",
    fa="یک آزمایشگاه کامل در پوشه‌ای جداگانه و همه روی همین دستگاه. هنرجویان در لحظه‌هایی تصادفی از زمان"
    " داده‌شده برنامه‌هایی کوتاه می‌فرستند و تا نتیجه دنبالش می‌کنند؛ نمای کلی و دفتر نمره جلوی استاد"
    " باز است و به هر خانهٔ زنده از راه WebSocket گوش داده می‌شود. زمان‌ها از آنِ همهٔ درخواست‌ها از"
    " نخستین ارسال تا آخرین نتیجه است، با احتساب برقراری اتصال و بدون جریان رویدادها. نتیجه‌ای نادرست"
    " است که با نتیجهٔ همان برنامه در زمان بیکاری یکی نباشد.",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured, and what it says."""

    crowd: Crowd

    @property
    def figures(self) -> dict[str, float]:
        """What the goals ask about, and what stands beside it."""
        crowd = self.crowd
        judged, meanwhile = crowd.judged, crowd.meanwhile.all()
        return {
            "submissions": judged.submissions,
            "lost": judged.lost,
            "doubled": judged.doubled,
            "wrong": judged.wrong,
            "p95_ms": meanwhile.p95_ms,
            "live_labs": sum(silence < LONGEST_SILENCE_S for silence in crowd.silences_s),
            "p50_ms": meanwhile.p50_ms,
            "sign_in_p95_ms": crowd.signing_in.all().p95_ms,
            "requests": meanwhile.requests,
            "refused": sum(crowd.meanwhile.refused.values()),
            "seconds": crowd.machine.seconds,
        }

    @property
    def judgements(self) -> list[Judgement]:
        """Each goal, and how far it is met."""
        judged = (judge(goal, self.figures, None) for goal in GOALS)
        return [judgement for judgement in judged if judgement is not None]

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `khaneh bench service`."""
        return {
            **self.figures,
            "requests_by_name": {
                name: summary._asdict() for name, summary in self.crowd.meanwhile.by_name().items()
            },
            "refused_by_status": dict(self.crowd.meanwhile.refused),
            "cores": dict(self.crowd.machine.cores),
            "memory_mb": dict(self.crowd.machine.memory_mb),
            "longest_silence_s": max(self.crowd.silences_s, default=0.0),
            "troubles": list(self.crowd.troubles),
            "goals": {judgement.goal.figure: judgement.as_dict() for judgement in self.judgements},
            "remarks": [CONDITIONS.as_dict()],
        }
