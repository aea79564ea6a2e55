"""Whether everything that was handed in has its verdict, once, and the right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from benchmarks.service.lab import Kept
from benchmarks.service.student import HandedIn


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the submissions of a crowd."""

    submissions: int
    lost: int
    """Receipts without a verdict."""
    doubled: int
    """Submissions that nobody has a receipt for, and verdicts beyond the first."""
    wrong: int
    """Verdicts other than what the same program gets when nothing else goes on."""


def judge_kept(crowd: Collection[HandedIn], quiet: Collection[HandedIn], kept: Collection[Kept]) -> Judged:
    """Compare receipts with what the lab has kept of them.

    `quiet` were handed in one after another, each program once.
    """
    verdicts = Counter(each.submission for each in kept if each.status is not None)
    outcomes = {each.submission: each.outcome for each in kept}
    expected = {each.program: outcomes.get(each.submission) for each in quiet}
    receipts = {each.submission for each in (*crowd, *quiet)}
    return Judged(
        submissions=len(crowd),
        lost=sum(verdicts[each.submission] == 0 for each in crowd),
        doubled=_more_than_once(verdicts) + len(outcomes.keys() - receipts),
        wrong=sum(
            outcomes[each.submission] != expected.get(each.program)
            for each in crowd
            if verdicts[each.submission]
        ),
    )


def _more_than_once(verdicts: Mapping[str, int]) -> int:
    return sum(count - 1 for count in verdicts.values() if count > 1)
