"""Each way in which a program can end has its own sentence, in both languages."""

from __future__ import annotations

from datetime import datetime

import pytest

from exercises.endings import explain
from exercises.lockstep import testimony
from exercises.lockstep.conductor import Conversation, How
from exercises.lockstep.program_run import Lived, ProgramRun
from exercises.lockstep.testimony import Left, ProgramError, Waiting
from exercises.sandbox.output import Output, Stream
from exercises.sandbox.sandbox import Ending, Limits
from simulator.trace import Trace

HOUR_MS = 3_600_000
SILENCE = Output(Stream("", "", 0, 0), Stream("", "", 0, 0))
ERROR = ProgramError(
    at_ms=HOUR_MS,
    where="main",
    type="ValueError",
    message="no number",
    module=None,
    file="main.py",
    line=7,
    traceback="",
)


def life(how: How, said: testimony.Testimony | None = None) -> Lived:
    return Lived(
        Conversation(how, HOUR_MS, said or testimony.Testimony()), Ending(0, None, 0.1, None, SILENCE)
    )


def told(*lives: Lived):
    """Status and reason of a run that began at seven in the morning."""
    return explain(
        ProgramRun(Trace(), lives),
        limits=Limits(),
        allowed=["paho"],
        python="3.11",
        start=datetime.fromisoformat("2026-01-15T07:00"),
    )


def failed(**fields: object) -> Lived:
    error = ProgramError(**{name: getattr(ERROR, name) for name in ERROR.__slots__} | fields)
    return life("day_over", testimony.Testimony(errors=[error]))


def left(how: str, code: int, line: int | None = None) -> Lived:
    place = "main.py" if line else None
    return life("ended", testimony.Testimony(left=Left(how, code, place, line)))


@pytest.mark.parametrize(
    ("lived", "status", "code", "words"),
    [
        (left("returned", 0), "graded", "program_ended", "came to its end at 08:00:00"),
        (left("exited", 3, 9), "student_error", "program_ended", "in line 9 of main.py (sys.exit)"),
        (left("signal", 142), "student_error", "ended_by_signal", "a signal ended the program"),
        (life("stopped"), "student_error", "program_stopped", "without a word"),
        (life("broken"), "student_error", "interference", "interfered"),
        (life("flood"), "limit", "limit_messages", "more messages"),
        (failed(), "student_error", "exception", "stopped in line 7 of main.py with ValueError: no number"),
        (
            failed(function="on_message", caller="paho"),
            "student_error",
            "exception",
            "in on_message, which paho had called",
        ),
        (
            failed(fate="thread", where="Thread-1", function="late", caller="threading"),
            "student_error",
            "exception",
            "in late, ended one thread of the program (Thread-1)",
        ),
        (failed(fate="job", where="pool"), "student_error", "exception", "ended a job of a pool (pool)"),
        (failed(fate="task", where="worker"), "student_error", "exception", "ended the task worker with"),
        (
            failed(fate="logged", where="apscheduler", function="job"),
            "student_error",
            "exception",
            "broke off job with ValueError: no number. apscheduler caught it",
        ),
        (
            life(
                "deadlock", testimony.Testimony(waiting=(Waiting("worker", "main.py", 4, "lock.acquire()"),))
            ),
            "student_error",
            "deadlock",
            "From 08:00:00 on the program only waited for what could not come any more, without a connection "
            "to the broker. worker waits in line 4 of main.py: lock.acquire()",
        ),
        (
            life(
                "deadlock",
                testimony.Testimony(waiting=(Waiting("MainThread", "a.py", 4, "while True:", spins=True),)),
            ),
            "student_error",
            "deadlock",
            "MainThread goes round and round at line 4 of a.py: while True:",
        ),
    ],
)
def test_each_ending_has_its_sentence(lived, status, code, words):
    found, reason = told(lived)
    assert (found, reason.code) == (status, code)
    assert words in reason.says.en
    assert reason.at_s == HOUR_MS / 1000
    assert "{" not in reason.says.fa
    assert "۰۸" in reason.says.fa or "08:00:00" in reason.says.fa


@pytest.mark.parametrize("how", ["day_over", "interrupted"])
def test_of_a_program_that_lived_to_its_end_there_is_nothing_to_say(how):
    assert told(life(how)) == ("graded", None)


def test_the_first_start_that_went_wrong_is_told():
    _, reason = told(life("day_over"), left("returned", 1), failed(), life("day_over"))
    assert reason.code == "program_ended"
