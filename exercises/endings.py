"""Why a submission was not graded to the end, or what else must be said of how its program ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from devices.text import Text
from exercises import ending_words as words
from exercises.lockstep.conductor import Conversation
from exercises.lockstep.program_run import Lived, ProgramRun
from exercises.lockstep.testimony import Left, ProgramError
from exercises.rulebook.telling import clock
from exercises.sandbox.sandbox import LimitHit, Limits
from exercises.verdict import Reason, Status
from simulator.trace import Trace

TOLD_OF_A_MESSAGE = 300
"""Characters of an exception's own message that the reason repeats."""

TOLD_THREADS = 4
"""Threads of a deadlock that the reason tells."""


def explain(
    run: ProgramRun, *, limits: Limits, allowed: Sequence[str], python: str, start: datetime
) -> tuple[Status, Reason | None]:
    """The status that a run's ending gives a verdict, and the sentence for it (also for a mere early end).

    Of a program that was started several times, the first start that did not go well is told. `start` is the
    clock of the simulated house when the run began.
    """
    flood_ms = _flood(run.trace)
    if flood_ms is not None:
        rate = limits.messages_per_second
        return "limit", _reason("limit_messages", words.FLOOD, flood_ms, start, rate=rate)
    told = [_explain_life(life, limits, allowed, python, start) for life in run.lives]
    return next((each for each in told if each[1] is not None), ("graded", None))


def _explain_life(
    life: Lived, limits: Limits, allowed: Sequence[str], python: str, start: datetime
) -> tuple[Status, Reason | None]:
    conversation = life.conversation
    at_ms = conversation.at_ms
    if conversation.how == "flood":
        return "limit", _reason("limit_messages", words.OVERRUN, at_ms, start)
    if life.ending.limit is not None:
        return "limit", _limit(life.ending.limit, at_ms, limits, start)
    if conversation.how == "broken":
        return "student_error", _reason("interference", words.BROKEN, at_ms, start)
    if conversation.errors:
        return "student_error", _error(conversation.errors[0], allowed, python, start)
    if conversation.how == "stopped":
        return "student_error", _reason("program_stopped", words.STOPPED, at_ms, start)
    if conversation.how == "deadlock":
        return "student_error", _deadlock(conversation, start)
    if conversation.how == "ended":
        return _left(conversation.testimony.left or Left(), at_ms, start)
    return "graded", None


def _left(left: Left, at_ms: int, start: datetime) -> tuple[Status, Reason]:
    """What is said of a program that came to its own end."""
    exit_code = left.exit_code or 0
    status: Status = "student_error" if exit_code else "graded"
    if left.how == "signal":
        return status, _reason("ended_by_signal", words.SIGNALLED, at_ms, start, exit_code=exit_code)
    if left.how == "exited" and left.file is not None:
        place = {"file": left.file, "line": left.line or 0}
        reason = _reason("program_ended", words.EXITED, at_ms, start, exit_code=exit_code, **place)
        return status, reason.model_copy(update=place)
    return status, _reason("program_ended", words.RETURNED, at_ms, start, exit_code=exit_code)


def _deadlock(conversation: Conversation, start: datetime) -> Reason:
    threads = [thread for thread in conversation.testimony.waiting if thread.file is not None]
    told = [
        (words.GOES_ROUND if thread.spins else words.WAITS).format(
            thread=thread.thread, file=thread.file, line=thread.line or 0, text=thread.text
        )
        for thread in threads[:TOLD_THREADS]
    ]
    both = Text(en="; ".join(each.en for each in told), fa="؛ ".join(each.fa for each in told))
    reason = _reason("deadlock", words.DEADLOCK, conversation.at_ms, start, threads=both)
    return reason.model_copy(update={"file": threads[0].file, "line": threads[0].line}) if threads else reason


def _limit(hit: LimitHit, at_ms: int, limits: Limits, start: datetime) -> Reason:
    return _reason(
        f"limit_{hit}",
        words.LIMITS[hit],
        at_ms,
        start,
        cpu_s=limits.cpu_s,
        wall_s=round(limits.wall_s),
        memory=limits.memory_bytes // 2**20,
        output=limits.output_bytes // 2**20,
        disk=limits.work_folder_bytes // 2**20,
    )


def _flood(trace: Trace) -> int | None:
    """When the broker ended a connection for its message rate, in ms."""
    for event in trace.events_of("mqtt.disconnected"):
        if isinstance(event.value, Mapping) and event.value.get("detail") == "message_rate":
            return event.at_ms
    return None


def _error(error: ProgramError, allowed: Sequence[str], python: str, start: datetime) -> Reason:
    place = {"file": error.file or "?", "line": error.line or 0}
    message = error.message[:TOLD_OF_A_MESSAGE]
    if error.type in ("SyntaxError", "IndentationError", "TabError"):
        code, says = "syntax_error", words.SYNTAX.format(python=python, message=message, **place)
    elif error.module is not None:
        code, says = "module_missing", words.MODULE.format(module=error.module, allowed=", ".join(allowed))
    else:
        code = "exception"
        says = _sentence_of(error).format(
            clock=clock(start, error.at_ms),
            type=error.type,
            message=message,
            where=error.where,
            function=error.function or words.OWN_CODE,
            caller=error.caller,
            **place,
        )
    return Reason(code=code, says=says, file=error.file, line=error.line, at_s=error.at_ms / 1000)


def _sentence_of(error: ProgramError) -> Text:
    if error.fate == "program":
        return words.CRASH if error.function is None else words.CRASH_IN_CALLBACK
    return {
        "thread": words.THREAD_CRASH,
        "task": words.TASK_CRASH,
        "job": words.JOB_CRASH,
        "logged": words.CAUGHT,
    }[error.fate]


def _reason(code: str, sentence: Text, at_ms: int, start: datetime, **fields: object) -> Reason:
    return Reason(code=code, says=sentence.format(clock=clock(start, at_ms), **fields), at_s=at_ms / 1000)
