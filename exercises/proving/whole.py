"""What is wrong with an exercise as a whole, once everything was tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from devices.text import Text
from exercises.exercise import Exercise
from exercises.proof import Proof
from exercises.proving.complaints import PASSING, broken
from exercises.verdict import Verdict

MOST_RUN_S = 20.0
"""Wall seconds of one run of the solution: a class of thirty would else wait for minutes."""
MOST_MEMORY_MB = 150.0


def complaints_of_whole(exercise: Exercise, verdicts: Sequence[tuple[Proof, Verdict]]) -> Iterator[Text]:
    """The proof is too weak to prove anything."""
    wrong = [(proof, verdict) for proof, verdict in verdicts if proof.at_most is not None]
    if not wrong or len(wrong) == len(verdicts):
        yield _NOTHING_PROVEN
    for proof, _ in wrong:
        if proof.at_most is not None and proof.at_most >= PASSING:
            yield _WRONG_PASSES.format(file=proof.file, passing=PASSING)
    ever_broken = set().union(*(broken(verdict) for _, verdict in wrong))
    for rule in exercise.judged:
        if rule not in ever_broken:
            yield _NEVER_BROKEN.format(rule=rule)


def complaints_of_cost(median_run_s: float, memory_mb: float | None) -> Iterator[Text]:
    """The solution takes more than a school's machine has."""
    if median_run_s > MOST_RUN_S:
        yield _SLOW.format(seconds=round(median_run_s, 1), most=MOST_RUN_S)
    if memory_mb is not None and memory_mb > MOST_MEMORY_MB:
        yield _HEAVY.format(memory=round(memory_mb), most=round(MOST_MEMORY_MB))


_NEVER_BROKEN = Text(
    en="No wrong program breaks the rule {rule}.", fa="هیچ برنامهٔ نادرستی قاعدهٔ {rule} را نمی‌شکند."
)
_NOTHING_PROVEN = Text(
    en="There should be a solution and at least one wrong program under proof.",
    fa="زیر proof باید یک پاسخ درست و دست‌کم یک برنامهٔ نادرست باشد.",
)
_WRONG_PASSES = Text(
    en="{file} is wrong, so its at_most should be below {passing}.",
    fa="{file} نادرست است، پس at_most آن باید کمتر از {passing} باشد.",
)
_SLOW = Text(
    en="A run of the solution takes {seconds} s; at most {most} s are possible for a class.",
    fa="هر اجرای پاسخ درست {seconds} ثانیه طول می‌کشد؛ برای یک کلاس حداکثر {most} ثانیه ممکن است.",
)
_HEAVY = Text(
    en="A run takes {memory} MB of memory; at most {most} MB are possible for a class.",
    fa="هر اجرا {memory} مگابایت حافظه می‌گیرد؛ برای یک کلاس حداکثر {most} مگابایت ممکن است.",
)
