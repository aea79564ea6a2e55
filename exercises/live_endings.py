"""What is said to a student when a program that ran in the live house has ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from devices.text import Text
from exercises.endings import explain
from exercises.lockstep.live_run import LiveEnding, Why, limits_of_live_runs
from exercises.lockstep.processor_share import MOST_CPU_S, WITHIN_S
from exercises.lockstep.program_run import Lived, ProgramRun
from exercises.rulebook.telling import clock
from exercises.sandbox.sandbox import Limits
from exercises.verdict import Reason
from simulator.trace import Trace

_WE_ENDED: dict[Why, Text] = {
    "stopped": Text(
        en="The program was stopped at {clock}, as you asked.",
        fa="برنامه به درخواست شما در ساعت {clock} متوقف شد.",
    ),
    "replaced": Text(
        en="The program was stopped at {clock}: another one runs in its place.",
        fa="برنامه در ساعت {clock} متوقف شد، چون برنامهٔ دیگری جای آن را گرفت.",
    ),
    "lab_gone": Text(
        en="The program was stopped at {clock}: the live house it ran in has ended or begun anew.",
        fa="برنامه در ساعت {clock} متوقف شد، چون خانهٔ زنده‌ای که در آن اجرا می‌شد بسته یا از نو آغاز شد.",
    ),
    "cpu": Text(
        en="The program was stopped at {clock}: it may compute for {cpu_s} seconds in any {minutes} minutes. "
        "Let it sleep or wait longer between its steps; when the house is slower, it has more time for each.",
        fa="برنامه در ساعت {clock} متوقف شد: در هر {minutes} دقیقه تنها {cpu_s} ثانیه زمان پردازش دارد. "
        "میان گام‌ها بیشتر sleep کنید یا منتظر بمانید؛ اگر خانه کندتر پیش برود، برای هر گام وقت بیشتری هست.",
    ),
    "never_waits": Text(
        en="The program was stopped at {clock}: it computed for {cpu_s} seconds and never waited. Put a "
        "time.sleep(…) into its loop, or let it wait for messages with client.loop_forever().",
        fa="برنامه در ساعت {clock} متوقف شد: {cpu_s} ثانیه پردازش کرد و هیچ‌گاه منتظر نماند. در حلقهٔ آن "
        "\u2068time.sleep(…)\u2069 بگذارید یا با \u2068client.loop_forever()\u2069 منتظر پیام‌ها بمانید.",
    ),
}
_ENDED = Text(
    en="The program came to its end at {clock}. Exit status: {exit_code}.",
    fa="برنامه در ساعت {clock} به پایان رسید. کد خروج: {exit_code}.",
)


def explain_live(
    ended: LiveEnding, *, limits: Limits, allowed: Sequence[str], python: str, start: datetime
) -> Reason:
    """Why a run in the live house is over; `start` is the beginning of the house's scenario."""
    conversation = ended.conversation
    at = {"clock": clock(start, conversation.at_ms)}
    at_s = conversation.at_ms / 1000
    if ended.why is not None:
        says = _WE_ENDED[ended.why].format(cpu_s=MOST_CPU_S, minutes=WITHIN_S // 60, **at)
        return Reason(code=ended.why, says=says, at_s=at_s)
    if conversation.how == "ended" and not conversation.errors:
        exit_code = conversation.exit_code or 0
        return Reason(code="program_ended", says=_ENDED.format(exit_code=exit_code, **at), at_s=at_s)
    as_graded = ProgramRun(Trace(), (Lived(conversation, ended.ending),))
    live_limits = limits_of_live_runs(limits)
    _, reason = explain(as_graded, limits=live_limits, allowed=allowed, python=python, start=start)
    assert reason is not None, "only a program that lives to the end of its day has nothing to say"
    return reason
