"""Whoever is killed: nothing that was handed in is lost or graded twice, and every verdict is the right one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from api.whole_lab import whole_lab
from benchmarks.service.judging import Judged, judge_kept
from benchmarks.service.living import living
from tests.soak.killer import Killer
from tests.soak.stubborn_students import (
    hand_in_all,
    one_of_each_program,
    school_of,
    stubbornly,
    wait_for_verdicts,
)

STUDENTS = 30
MOST_EACH = 10
"""Three hundred submissions in all, in ten rounds and more."""
LIVE_LABS = 3
WORKERS = 2


@pytest.mark.soak
def test_submissions_survive_whoever_is_killed(tmp_path: Path, rounds: int) -> None:
    each = min(2 * rounds, MOST_EACH)
    with whole_lab(tmp_path, workers=WORKERS) as lab:
        students = school_of(lab, STUDENTS)
        killer = Killer(lab, "kills")
        with living(lab.url, [each.person for each in students[:LIVE_LABS]], "motion-light") as pages:
            with killer.at_large():
                receipts = hand_in_all(students, each)
                wait_for_verdicts(lab, receipts)
            heard = [page.messages for page in pages]
            quiet = one_of_each_program(students)
            wait_for_verdicts(lab, quiet)
            stubbornly(lambda: all_heard_again(heard, [page.messages for page in pages]))
        judged = judge_kept(receipts, quiet, lab.kept())
    # What `pytest -s` shows is the proof of a long night.
    sys.stdout.write(f"killed: {dict(killer.killed)}; {judged}\n")
    assert set(killer.killed) == {"api", "house", "worker-1", "worker-2"}, "everybody's turn should have come"
    assert judged == Judged(submissions=STUDENTS * each, lost=0, doubled=0, wrong=0)


def all_heard_again(before: Sequence[int], now: Sequence[int]) -> None:
    """Raise OSError until every house has spoken again."""
    if not all(later > earlier for earlier, later in zip(before, now, strict=True)):
        raise OSError("a live house is silent")
