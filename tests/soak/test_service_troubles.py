"""A database that is locked and a disk that takes nothing: the lab goes on by itself, and nothing is lost."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import psutil
import pytest

from api.whole_lab import WholeLab, whole_lab
from benchmarks.service.judging import Judged, judge_kept
from tests.soak.stubborn_students import hand_in_all, one_of_each_program, school_of, wait_for_verdicts

STUDENTS = 12
EACH = 5
TROUBLE_S = 20.0
PEACE_S = 10.0
MOST_ROUNDS = 5


@contextlib.contextmanager
def locked(lab: WholeLab) -> Iterator[None]:
    """Another program keeps the database to itself, longer than anybody waits."""
    other = sqlite3.connect(lab.settings.data / "khaneh.sqlite", isolation_level=None, timeout=30)
    with contextlib.closing(other):
        other.execute("BEGIN IMMEDIATE")
        yield


@contextlib.contextmanager
def disk_full(lab: WholeLab) -> Iterator[None]:
    """No file that a process of the lab writes may grow."""
    processes = [*lab.processes().values()]
    limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in processes}
    for pid, (_, hard) in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        for pid, limit in limits.items():
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


@pytest.mark.soak
def test_the_lab_goes_on_by_itself_after_trouble_with_disk_and_database(tmp_path: Path, rounds: int) -> None:
    with whole_lab(tmp_path, workers=2) as lab:
        students = school_of(lab, STUDENTS)
        before = lab.processes()
        with ThreadPoolExecutor(1) as aside:
            handing_in = aside.submit(hand_in_all, students, EACH)
            for trouble in (locked, disk_full) * min(rounds, MOST_ROUNDS):
                Event().wait(PEACE_S)
                with trouble(lab):
                    Event().wait(TROUBLE_S)
            receipts = handing_in.result()
        wait_for_verdicts(lab, receipts)
        quiet = one_of_each_program(students)
        wait_for_verdicts(lab, quiet)
        judged = judge_kept(receipts, quiet, lab.kept())
        restarted = {name for name, pid in lab.processes().items() if pid != before.get(name)}
        assert psutil.Process(lab.pid).is_running()
    sys.stdout.write(f"{judged}, started again: {sorted(restarted)}\n")
    assert judged == Judged(submissions=STUDENTS * EACH, lost=0, doubled=0, wrong=0)
