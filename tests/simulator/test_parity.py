"""Parity: what was done in a live house, done again flat out, gives the same trace."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.errors import KhanehError
from simulator.actions import Break, Cause, Go, Handle, Mend, ReadProperties, SetProperties, Touch
from simulator.broker.core import Broker, User
from simulator.broker.message import Message
from simulator.engine import Engine
from simulator.lab import Lab
from simulator.mistakes import FileMistaken
from simulator.port import CorePort
from simulator.possible import things_of
from simulator.recording import without_secrets
from simulator.replay import OtherRun, ReplayDiffers, parse_recording, read_recording, replay
from simulator.scenario import load_scenario, scenario_names
from tests.simulator.homes import scenario
from tests.simulator.virtual_loop import play

EVERYBODY = User("everybody", "#")
HOME = scenario(start="2027-01-14T06:40", complains=True)
DEEDS = [
    SetProperties("kitchen_lamp", {"state": "ON", "brightness": 90}),
    SetProperties("kitchen_plug", {"state": "OFF"}),
    ReadProperties("climate", ("temperature",)),
    Handle("kitchen_plug", "unplug"),
    Handle("kitchen_plug", "plug"),
    Handle("bathroom_motion", "walk_in"),
    Touch("kitchen_window", "open"),
    Touch("kitchen_window", "close"),
    Touch("entrance", "lock"),
    Touch("cold_water", "leak"),
    Touch("cold_water", "mend"),
    Touch("mains", "switch_off"),
    Touch("mains", "switch_on"),
    Cause("kitchen", "match"),
    Cause("bathroom", "spill"),
    Go("ali", "bathroom"),
    Go("ali", "outside"),
    Break("climate", "bias", {"by": 4}),
    Break("kitchen_lamp", "delayed", {"by": "5s"}, announced=True),
    Break("kitchen_plug", "lost", {}),
    Mend("climate", "bias"),
    Mend("kitchen_lamp", "delayed"),
]
OVER_MQTT = [
    ("kitchen_lamp/set", b"ON"),
    ("kitchen_lamp/set", b'{"brightness":12}'),
    ("kitchen_plug/set", b'{"state":"TOGGLE"}'),
    ("climate/get", b'{"humidity":""}'),
]
SPEEDS = st.sampled_from([0.1, 1.0, 7.3, 60.0, 333.3, 1000.0])
MOMENTS = st.tuples(
    st.floats(0, 3).map(lambda seconds: round(seconds, 6)),
    st.one_of(
        SPEEDS.map(lambda speed: lambda lab, _: lab.set_speed(speed)),
        st.just(lambda lab, _: lab.pause()),
        st.just(lambda lab, _: lab.resume()),
        st.sampled_from(DEEDS).map(lambda deed: lambda lab, _: lab.act(deed)),
        st.sampled_from(OVER_MQTT).map(
            lambda said: lambda _, client: client.publish(Message(f"lab/home/zigbee2mqtt/{said[0]}", said[1]))
        ),
    ),
)


async def live(moments, speed=60.0, costs_s=0.0, scenario=HOME, before=()):
    """A house that lives while these things happen to it, and the lines of its recording.

    With the lines of an earlier one it is brought back and goes on.
    """
    loop = asyncio.get_running_loop()

    def clock():
        loop.take(costs_s)
        return loop.time()

    broker = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=lambda *_: EVERYBODY)
    client = broker.attach(EVERYBODY, "program", lambda _: None)
    lines = [*before]
    goes_on = recording_of(before) if before else None
    lab = Lab(
        scenario, CorePort(broker, "lab/home"), speed, clock=clock, record=lines.append, goes_on=goes_on
    )
    await lab.bring_back()
    task = asyncio.create_task(lab.run())
    for waits_s, happens in moments:
        await asyncio.sleep(waits_s)
        happens(lab, client)
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return lab.engine, lines


def recording_of(lines):
    return parse_recording([line.rstrip("\n") for line in lines], "lab.jsonl")


def replayed(lines, scenario=HOME):
    recording = recording_of(lines)
    engine = Engine(recording.of(scenario))
    for _ in replay(recording, engine):
        pass
    return engine


def lines_of(engine):
    return [event.line() for event in engine.trace.events]


@given(st.lists(MOMENTS, max_size=12), SPEEDS)
@settings(max_examples=40, deadline=None)
def test_a_live_run_replays_to_the_same_trace(moments, speed):
    engine, lines = play(live(moments, speed))
    assert lines_of(replayed(lines)) == lines_of(engine)


@given(st.lists(MOMENTS, max_size=8), st.lists(MOMENTS, max_size=8), SPEEDS)
@settings(max_examples=20, deadline=None)
def test_a_house_that_is_brought_back_goes_on_where_it_was(before, after, speed):
    left, lines = play(live(before, speed))
    engine, all_lines = play(live(after, speed, before=lines))
    assert all_lines[: len(lines)] == lines
    assert lines_of(engine)[: len(lines_of(left))] == lines_of(left), "nothing happened while it slept"
    assert lines_of(replayed(all_lines)) == lines_of(engine)


@given(st.lists(MOMENTS, max_size=12), st.sampled_from([0.001, 0.01, 0.05]))
@settings(max_examples=20, deadline=None)
def test_so_does_one_on_a_machine_that_is_too_slow(moments, costs_s):
    engine, lines = play(live(moments, 1000.0, costs_s))
    assert lines_of(replayed(lines)) == lines_of(engine)


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_of_the_lab_replays(name):
    """An hour and a half of it, in which somebody does a bit of everything that can be done there."""
    own = load_scenario(name)
    deeds = [deed.form.as_action("hand") for thing in things_of(own) for deed in thing.deeds]
    moments = [(0.45, partial(_do, deed)) for deed in deeds[:: len(deeds) // 10]]
    engine, lines = play(live(moments, 1000.0, scenario=own))
    assert lines_of(replayed(lines, own)) == lines_of(engine)


def _do(deed, lab, _client):
    lab.act(deed)


def test_a_pace_that_is_set_before_the_house_lives_is_no_matter():
    """As a house does that is built with the speed and the pause that its lab had before."""

    async def story():
        lines = []
        loop = asyncio.get_running_loop()
        broker = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=lambda *_: EVERYBODY)
        lab = Lab(HOME, CorePort(broker, "lab/home"), clock=loop.time, record=lines.append)
        task = asyncio.create_task(lab.run())
        lab.set_speed(60)
        lab.act(DEEDS[0])
        await asyncio.sleep(5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return lab.engine, lines

    engine, lines = play(story())
    assert lines_of(replayed(lines)) == lines_of(engine)


def test_a_recording_holds_the_hash_of_the_whole_trace():
    engine, lines = play(live([(1, lambda lab, _: lab.act(DEEDS[0]))]))
    assert engine.trace.sha256() in lines[-1]


def test_what_was_forgotten_is_in_the_hash_too():
    """A live house keeps a day of its trace."""
    days = [(100.0, lambda lab, _: lab.act(DEEDS[0])), (100.0, lambda lab, _: None)]
    engine, lines = play(live(days, 1000.0))
    again = replayed(lines)
    assert len(again.trace.events) > len(engine.trace.events)


def test_two_commands_of_one_instant_stay_in_their_order():
    def both_ways(lab, _):
        for deed in (Handle("kitchen_plug", "unplug"), Cause("kitchen", "fire"), DEEDS[4], DEEDS[6]):
            lab.act(deed)

    engine, lines = play(live([(3, both_ways)]))
    assert [line for line in lines if '"at_ms":180000' in line and "trace" not in line]
    assert lines_of(replayed(lines)) == lines_of(engine)


def test_a_command_takes_effect_while_the_clock_stands_still():
    moments = [
        (2, lambda lab, _: lab.pause()),
        (500, lambda lab, _: lab.act(Touch("kitchen_window", "open"))),
    ]
    engine, _ = play(live(moments))
    (opened,) = [each for each in engine.trace.events_of("house.kitchen_window") if each.source == "hand"]
    assert (opened.at_ms, opened.value) == (120_000, "open")


def test_another_scenario_is_refused():
    _, lines = play(live([]))
    with pytest.raises(OtherRun) as refused:
        replayed(lines, load_scenario("winter-day"))
    assert "lab.jsonl" in refused.value.says.en


def test_a_recording_that_was_changed_is_found_out():
    _, lines = play(live([(2, lambda lab, _: lab.act(DEEDS[6]))]))
    changed = [line.replace('"open"', '"shade"') for line in lines]
    with pytest.raises(ReplayDiffers) as refused:
        replayed(changed)
    assert refused.value.fields["line"] == 3


HEAD = '{"title":{"en":"a","fa":"آ"},"start":"2027-01-14T00:00:00","seed":1}'


@pytest.mark.parametrize(
    ("lines", "line", "field"),
    [
        ([], 1, ""),
        (["[]"], 1, ""),
        (['{"title":"a","start":"2027-01-14","seed":1}'], 1, ""),
        ([HEAD, "{"], 2, ""),
        ([HEAD, '{"device":"lamp","action":"press"}'], 2, "at_ms"),
        ([HEAD, '{"at_ms":true,"device":"lamp","action":"press"}'], 2, "at_ms"),
        (
            [
                HEAD,
                '{"at_ms":5,"device":"lamp","action":"press"}',
                '{"at_ms":4,"device":"l","action":"press"}',
            ],
            3,
            "at_ms",
        ),
        ([HEAD, '{"at_ms":5,"device":"lamp"}'], 2, "action"),
        ([HEAD, '{"at_ms":5,"device":"lamp","set":[]}'], 2, "set"),
        ([HEAD, '{"at_ms":5,"person":"ali"}'], 2, "room"),
    ],
)
def test_mistakes_in_a_recording_are_named(lines, line, field):
    with pytest.raises(FileMistaken) as mistaken:
        parse_recording(lines, "lab.jsonl")
    (mistake,) = mistaken.value.mistakes
    assert (mistake.file, mistake.line, mistake.field) == ("lab.jsonl", line, field)


def test_half_a_line_at_the_end_is_what_a_power_cut_leaves(tmp_path):
    file = tmp_path / "lab.jsonl"
    file.write_text(f'{HEAD}\n{{"at_ms":5,"device":"lamp","action":"press"}}\n{{"at_m', encoding="utf-8")
    assert read_recording(file).actions == 1


def test_a_recording_that_is_not_there_is_said(tmp_path):
    with pytest.raises(KhanehError, match="cannot be read"):
        read_recording(tmp_path / "none.jsonl")


def test_students_are_not_told_of_hidden_faults():
    lines = [
        HEAD,
        '{"at_ms":1,"trace_sha256":"a"}',
        '{"at_ms":2,"device":"lamp","breaks":"welded","with":{},"announced":true}',
        '{"at_ms":3,"trace_sha256":"b"}',
        '{"at_ms":4,"device":"climate","breaks":"bias","with":{},"announced":false}',
        '{"at_ms":5,"trace_sha256":"c"}',
        '{"at_ms":6,"device":"lamp","mends":"welded"}',
        '{"at_ms":7,"device":"climate","mends":"bias"}',
    ]
    assert list(without_secrets(lines)) == [*lines[:4], lines[6]]
