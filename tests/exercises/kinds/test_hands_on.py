"""What is done by hand in a live house, judged as it happened and from a recording."""

from __future__ import annotations

import asyncio

import pytest

from exercises.grading import NO_PROGRAM, judge_live
from exercises.live_window import live_window
from simulator.actions import Break, SetProperties
from simulator.broker.core import Broker, User
from simulator.broker.message import Message
from simulator.lab import Lab
from simulator.port import CorePort
from simulator.trace import Trace
from tests.exercises.kinds.conftest import findings_of
from tests.simulator.virtual_loop import play

EVERYBODY = User("everybody", "#")


@pytest.fixture(scope="module")
def lesson(lesson_of):
    return lesson_of("hands_on")


async def live(scenario, *deeds):
    """A live house at ×60 in which an outside client does these things, a minute apart; its lab and record."""
    loop = asyncio.get_running_loop()
    broker = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=lambda *_: EVERYBODY)
    phone = broker.attach(EVERYBODY, "phone", lambda _: None)
    lines: list[str] = []
    lab = Lab(scenario, CorePort(broker, "lab/sara"), 60.0, clock=loop.time, record=lines.append)
    task = asyncio.create_task(lab.run())
    for deed in deeds:
        await asyncio.sleep(1)
        if isinstance(deed, tuple):
            phone.publish(Message(f"lab/sara/zigbee2mqtt/{deed[0]}/set", deed[1]))
        else:
            lab.act(deed)
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return lab, lines


@pytest.fixture
def own(lesson):
    """Sara's exercise: her room is in its paths."""
    return lesson.exercise.filled_with(lesson.exercise.parameters_for("sara"))


@pytest.fixture
def lamp(lesson):
    return f"{lesson.exercise.parameters_for('sara')['room']}_lamp"


def judged(lesson, lab, from_ms=0):
    return judge_live(
        lesson.exercise, lab.engine.trace, student="sara", from_ms=from_ms, to_ms=lab.engine.now_ms
    )


def test_a_command_of_an_outside_client_is_judged(lesson, own, lamp):
    lab, _ = play(live(own.scenario, (lamp, b'{"state": "ON"}')))
    verdict = judged(lesson, lab)
    assert (verdict.status, verdict.score, verdict.confined) == ("graded", 100, NO_PROGRAM)
    assert verdict.runs[0].simulated_s == pytest.approx(120, abs=2)


def test_what_should_not_be_done_is_told_with_its_time(lesson, own, lamp):
    lab, _ = play(live(own.scenario, (lamp, b"ON"), ("corridor_lamp", b"ON")))
    verdict = judged(lesson, lab)
    assert findings_of(verdict) == {"lamp_on": "satisfied", "corridor_stays_dark": "violated"}
    assert "00:02:0" in verdict.findings[1].says.en


def test_what_was_done_before_does_not_count_but_what_was_so_does(lesson, own, lamp):
    lab, _ = play(live(own.scenario, ("corridor_lamp", b"ON"), ("corridor_lamp", b"OFF"), (lamp, b"ON")))
    assert judged(lesson, lab).score < 100
    assert judged(lesson, lab, from_ms=150_000).score == 100


def test_the_recording_of_it_is_judged_alike(lesson, own, lamp):
    _, lines = play(live(own.scenario, (lamp, b"ON")))
    assert lesson.grade({"lab.jsonl": "".join(lines)}).score == 100


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"main.py": "x = 1"}, "no_recording"),
        ({"lab.jsonl": "not a recording"}, "recording_refused"),
        ({"lab.jsonl": '{"title": {"en": "Other", "fa": "دیگر"}, "start": "2027-01-14T00:00:00", "seed": 1}'}, "recording_refused"),
    ],
)  # fmt: skip
def test_what_is_no_recording_of_this_house_is_invalid(lesson, files, code):
    verdict = lesson.grade(files)
    assert (verdict.status, verdict.reason.code) == ("invalid", code)


def test_hidden_faults_are_not_in_what_is_judged(own):
    hidden, told = Break("corridor_lamp", "lost", {}), Break("living_lamp", "lost", {}, announced=True)
    lab, _ = play(live(own.scenario, hidden, told, SetProperties("bedroom_lamp", {"state": "ON"})))
    sources = {event.source for event in lab.engine.trace.events}
    window = live_window(lab.engine.trace, 0, lab.engine.now_ms)
    assert "hidden" in sources
    assert {event.source for event in window.events} == sources - {"hidden"}


def test_a_window_keeps_what_was_so_and_ends_where_it_should():
    trace = Trace()
    for at_ms, value in ((0, "OFF"), (10, "ON"), (20, "OFF"), (30, "ON")):
        trace.record(at_ms, "house", "lamp.state", value)
    window = live_window(trace, 15, 25)
    assert [(event.at_ms, event.value) for event in window.events] == [(15, "ON"), (20, "OFF")]
    assert window.end_ms == 25
