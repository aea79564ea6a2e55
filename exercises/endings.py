"""Why a submission was not graded to the end, or what else must be said of how its program ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from devices.text import Text
from exercises.lockstep.testimony import ProgramError
from exercises.lockstep.program_run import ProgramRun
from exercises.rulebook.telling import clock
from exercises.sandbox.sandbox import LimitHit, Limits
from exercises.verdict import Reason, Status
from simulator.broker.limits import Limits as BrokerLimits
from simulator.trace import Trace

MESSAGES_PER_SECOND = BrokerLimits().messages_per_second

TOLD_OF_A_MESSAGE = 300
"""Characters of an exception's own message that the reason repeats."""

_LIMITS: dict[LimitHit, Text] = {
    "cpu": Text(
        en="The program used more than {cpu_s} seconds of computing time and was stopped at {clock}. "
        "Does a loop run without sleeping or waiting?",
        fa="برنامه بیش از {cpu_s} ثانیه زمان پردازش گرفت و در ساعت {clock} متوقف شد. "
        "آیا حلقه‌ای بدون sleep یا انتظار می‌چرخد؟",
    ),
    "wall": Text(
        en="The program was not done after {wall_s} seconds and was stopped at {clock}.",
        fa="برنامه پس از {wall_s} ثانیه به پایان نرسید و در ساعت {clock} متوقف شد.",
    ),
    "memory": Text(
        en="The program used more than {memory} MB of memory and was stopped at {clock}.",
        fa="برنامه بیش از {memory} مگابایت حافظه گرفت و در ساعت {clock} متوقف شد.",
    ),
    "output": Text(
        en="The program printed more than {output} MB and was stopped at {clock}.",
        fa="برنامه بیش از {output} مگابایت چاپ کرد و در ساعت {clock} متوقف شد.",
    ),
    "disk": Text(
        en="The program wrote more than {disk} MB to its folder and was stopped at {clock}.",
        fa="برنامه بیش از {disk} مگابایت در پوشهٔ خود نوشت و در ساعت {clock} متوقف شد.",
    ),
}
_FLOOD = Text(
    en="At {clock} the broker ended the connection: the program sent messages faster than {rate} a second.",
    fa="در ساعت {clock} واسط (broker) ارتباط را قطع کرد: برنامه بیش از {rate} پیام در ثانیه فرستاد.",
)
_OVERRUN = Text(
    en="At {clock} the program was stopped: it had sent more messages than any exercise could need.",
    fa="برنامه در ساعت {clock} متوقف شد: پیام‌هایی بیش از نیاز هر تمرینی فرستاده بود.",
)
_SYNTAX = Text(
    en="Python {python} cannot read line {line} of {file}: {message}.",
    fa="پایتون {python} سطر {line} از {file} را نمی‌فهمد: \u2068{message}\u2069",
)
_MODULE = Text(
    en="The module {module} is not available here. Beside Python's own modules you may use: {allowed}.",
    fa="ماژول {module} در اینجا نیست. افزون بر ماژول‌های خود پایتون، این‌ها مجازند: {allowed}.",
)
_CRASH = Text(
    en="At {clock} the program stopped in line {line} of {file} with {type}: {message}",
    fa="در ساعت {clock} برنامه در سطر {line} از {file} با خطای {type} متوقف شد: \u2068{message}\u2069",
)
_THREAD_CRASH = Text(
    en="At {clock} an error in line {line} of {file} ended one thread of the program ({where}) "
    "with {type}: {message}",
    fa="در ساعت {clock} خطایی در سطر {line} از {file} یکی از ریسه‌های برنامه ({where}) را "
    "با {type} پایان داد: \u2068{message}\u2069",
)
_STOPPED = Text(
    en="At {clock} the program's process ended without a word (os._exit, or a crash of the interpreter).",
    fa="در ساعت {clock} فرایند برنامه بی‌خبر پایان یافت (os._exit یا ازکارافتادن مفسر).",
)
_BROKEN = Text(
    en="At {clock} the program interfered with the lab's own link and was stopped.",
    fa="در ساعت {clock} برنامه در پیوند خود آزمایشگاه دست برد و متوقف شد.",
)
_ENDED = Text(
    en="The program came to its end at {clock}, before the simulated time was over; "
    "after that it did nothing. Exit status: {exit_code}.",
    fa="برنامه در ساعت {clock}، پیش از پایان زمان شبیه‌سازی، به انتها رسید "
    "و پس از آن کاری نکرد. کد خروج: {exit_code}.",
)


def explain(
    run: ProgramRun, *, limits: Limits, allowed: Sequence[str], python: str, start: datetime
) -> tuple[Status, Reason | None]:
    """The status that a run's ending gives a verdict, and the sentence for it (also for a mere early end).

    `start` is the clock of the simulated house when the run began.
    """
    conversation = run.conversation
    at_ms = conversation.at_ms
    flood_ms = _flood(run.trace)
    if flood_ms is not None:
        return "limit", _reason("limit_messages", _FLOOD, flood_ms, start, rate=MESSAGES_PER_SECOND)
    if conversation.how == "flood":
        return "limit", _reason("limit_messages", _OVERRUN, at_ms, start)
    if run.ending.limit is not None:
        return "limit", _limit(run.ending.limit, at_ms, limits, start)
    if conversation.how == "broken":
        return "student_error", _reason("interference", _BROKEN, at_ms, start)
    if conversation.errors:
        return "student_error", _error(conversation.errors[0], allowed, python, start)
    if conversation.how == "stopped":
        return "student_error", _reason("program_stopped", _STOPPED, at_ms, start)
    if conversation.how == "ended":
        exit_code = conversation.exit_code or 0
        status: Status = "student_error" if exit_code else "graded"
        return status, _reason("program_ended", _ENDED, at_ms, start, exit_code=exit_code)
    return "graded", None


def _limit(hit: LimitHit, at_ms: int, limits: Limits, start: datetime) -> Reason:
    return _reason(
        f"limit_{hit}",
        _LIMITS[hit],
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
        code, words = "syntax_error", _SYNTAX.format(python=python, message=message, **place)
    elif error.module is not None:
        code, words = "module_missing", _MODULE.format(module=error.module, allowed=", ".join(allowed))
    else:
        told = {"type": error.type, "message": message, "where": error.where, **place}
        template = _CRASH if error.where == "main" else _THREAD_CRASH
        code, words = "exception", template.format(clock=clock(start, error.at_ms), **told)
    return Reason(code=code, says=words, file=error.file, line=error.line, at_s=error.at_ms / 1000)


def _reason(code: str, words: Text, at_ms: int, start: datetime, **fields: object) -> Reason:
    return Reason(code=code, says=words.format(clock=clock(start, at_ms), **fields), at_s=at_ms / 1000)
