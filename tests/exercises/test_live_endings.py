"""What is said when a program in the live house is over."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import pytest

from exercises.live_endings import explain_live
from exercises.lockstep import testimony
from exercises.lockstep.conductor import Conversation
from exercises.lockstep.live_run import LiveEnding, Why
from exercises.sandbox.output import Output, Stream
from exercises.sandbox.sandbox import Ending, Limits

NOTHING = Stream("", "", 0, 0)
START = datetime.fromisoformat("2027-01-14T08:00")


def told(conversation, *, why=None, limit=None):
    ending = Ending(exit_code=0, signal=None, cpu_s=0, limit=limit, output=Output(NOTHING, NOTHING))
    return explain_live(
        LiveEnding(conversation, ending, why),
        limits=Limits(),
        allowed=("paho-mqtt",),
        python="3.11",
        start=START,
    )


@pytest.mark.parametrize("why", get_args(Why))
def test_what_we_have_ended_is_said_with_its_reason_and_the_clock_of_the_house(why):
    reason = told(Conversation("stopped", 60_000), why=why)
    assert reason.code == why
    assert "08:01:00" in reason.says.en
    assert reason.says.fa


def test_a_program_that_ends_by_itself_has_done_nothing_wrong():
    assert told(Conversation("ended", 0)).code == "program_ended"


def test_an_error_is_told_as_in_a_graded_run():
    error = testimony.ProgramError(0, "main", "ValueError", "oh", None, "main.py", 3, "Traceback …")
    reason = told(Conversation("ended", 0, testimony.Testimony(errors=[error])))
    assert (reason.code, reason.line) == ("exception", 3)


@pytest.mark.parametrize("limit", ["memory", "output", "disk"])
def test_a_limit_is_told_as_in_a_graded_run(limit):
    assert told(Conversation("stopped", 0), limit=limit).code == f"limit_{limit}"


@pytest.mark.parametrize("how", ["stopped", "broken"])
def test_a_program_that_ends_in_no_proper_way_is_told_so(how):
    assert told(Conversation(how, 0)).says.en
