"""A worker whose grader asks the test what to do: `python -P queue_worker.py NAME PORT`.

It connects to the port when it begins to grade, and waits for a word: `graded`, or `broken` to fail.
"""

from __future__ import annotations

import socket
import sys

from api.services.grading_task import GradingTask, Outcome, Report
from api.settings import Settings
from api.worker import run_worker
from exercises.exercise import Exercise
from exercises.grading import Progress
from exercises.proving.workbench import Workbench
from exercises.verdict import Verdict


def grade(task: GradingTask, report: Report) -> Outcome:
    report(Progress(run=1, runs=2, simulated_s=10.0, total_s=60.0))
    with socket.create_connection(("127.0.0.1", int(sys.argv[2]))) as test:
        word = test.recv(64)
    if word != b"graded":
        raise RuntimeError("the grader broke down")
    verdict = Verdict(
        exercise=task.exercise,
        version=task.version or 1,
        status="graded",
        score=len(task.files),
        trace_sha256="0" * 64,
    )
    return Outcome(verdict)


def bench(exercise: Exercise) -> Workbench:
    raise AssertionError(f"nobody wants a proof of {exercise.id} here")


run_worker(Settings(), sys.argv[1], grade, bench)
