"""A program that is a device, and the peers that try it."""

from __future__ import annotations

import dataclasses

import pytest

from exercises.exercise import read_exercise
from exercises.lockstep.graded_house import GradedHouse
from exercises.peers.peer import Peer
from exercises.peers.playing import joining
from simulator.broker.authority import User
from simulator.broker.message import Message
from simulator.mistakes import FileMistaken
from simulator.scenario import load_scenario
from tests.exercises.kinds.conftest import findings_of

SCENARIO = load_scenario("corridor-day")
MINUTE = 60_000


def played(*steps, for_ms=10 * MINUTE, company=(), parameters=None):
    """What a peer with these steps recorded: (ms, signal, value)."""
    peer = Peer.model_validate({"steps": steps})
    house = GradedHouse(SCENARIO, "lab/a", [*company, joining("tester", peer, parameters or {})])
    house.run_until(for_ms)
    return [
        (event.at_ms, event.path.removeprefix("peer.tester."), event.value)
        for event in house.trace.events
        if event.path.startswith("peer.")
    ]


def echo(engine, broker, base):
    """A device that says on `echo` what it hears on `echo/set`."""

    def hear(message):
        engine.at(
            engine.now_ms + 250, lambda: client.publish(Message(f"{base}/echo", message.payload, retain=True))
        )

    client = broker.attach(User("device", base), "device", hear)
    client.subscribe(f"{base}/echo/set")


def signal(recorded, name):
    return [(at_ms, value) for at_ms, path, value in recorded if path == name]


def test_a_peer_says_and_hears_at_its_times():
    recorded = played(
        {"at": "1s", "subscribes": "echo"},
        {
            "every": "2m",
            "from": "1m",
            "until": "6m",
            "publishes": {"topic": "echo/set", "payload": {"n": 1}, "qos": 1},
        },
        company=[echo],
    )
    assert [at for at, _ in signal(recorded, "sent")] == [MINUTE, 3 * MINUTE, 5 * MINUTE]
    heard = signal(recorded, "received")
    assert [at for at, _ in heard] == [MINUTE + 250, 3 * MINUTE + 250, 5 * MINUTE + 250]
    assert heard[0][1] == {"topic": "echo", "payload": '{"n": 1}', "qos": 0, "retain": False}


def test_a_peer_answers_what_it_hears():
    recorded = played(
        {"at": "1s", "subscribes": "echo"},
        {"at": "1m", "publishes": {"topic": "echo/set", "payload": "ping"}},
        {
            "when": {"topic": "echo", "payload": "ping"},
            "after": "2s",
            "publishes": {"topic": "echo/set", "payload": "pong"},
        },
        company=[echo],
    )
    assert [(at, value["payload"]) for at, value in signal(recorded, "sent")] == [
        (60_000, "ping"),
        (62_250, "pong"),
    ]


def test_an_expectation_waits_and_is_met_or_missed():
    recorded = played(
        {"at": "1s", "subscribes": "echo"},
        {
            "every": "1m",
            "until": "2m",
            "expects": {"topic": "echo", "payload": {"on": True}},
            "within": "2s",
            "id": "obeys",
        },
        {"at": "1m", "publishes": {"topic": "echo/set", "payload": {"on": True, "by": "me"}}},
        {"at": "2m", "publishes": {"topic": "echo/set", "payload": {"on": 1}}},
        company=[echo],
    )
    assert signal(recorded, "obeys") == [
        (0, "idle"),
        (60_000, "waiting"),
        (60_251, "met"),
        (120_000, "waiting"),
        (122_000, "missed"),
    ]


def test_a_peer_may_come_late_and_is_served_what_was_kept():
    recorded = played(
        {"at": "5m", "connects": True},
        {"at": "5m", "subscribes": "#"},
        {"at": "6m", "disconnects": "orderly"},
        {"at": "7m", "publishes": {"topic": "echo/set", "payload": "unheard"}},
        company=[
            echo,
            lambda engine, broker, base: engine.at(
                1000,
                lambda: broker.attach(User("other", base), "other", lambda _: None).publish(
                    Message(f"{base}/echo/set", b"kept")
                ),
            ),
        ],
    )
    assert signal(recorded, "connected") == [(5 * MINUTE, True), (6 * MINUTE, False)]
    kept = [value for _, value in signal(recorded, "received") if value["topic"] == "echo"]
    assert kept == [{"topic": "echo", "payload": "kept", "qos": 0, "retain": True}]
    assert signal(recorded, "sent") == [], "who is gone says nothing"


def test_times_may_be_the_students_own():
    recorded = played({"at": "$wait + 1s", "publishes": {"topic": "x"}}, parameters={"wait": 30})
    assert [at for at, _ in signal(recorded, "sent")] == [31_000]


@pytest.fixture(scope="module")
def lesson(lesson_of):
    return lesson_of("device")


@pytest.mark.confined
def test_rules_judge_what_peers_hear(lesson):
    assert lesson.grade(lesson.proof("solution.py")).score == 100
    deaf = findings_of(lesson.grade(lesson.proof("wrong_deaf.py")))
    assert deaf == {"obeys": "violated", "obeys_off": "violated", "late_subscriber": "satisfied"}


@pytest.mark.confined
def test_the_program_does_not_see_the_peers_as_its_own_doing(lesson):
    verdict = lesson.grade({"main.py": "import time; time.sleep(10**6)"})
    assert verdict.runs[0].counts.published == 0
    assert verdict.score == 0


WILLED = """
import os, time
import paho.mqtt.client as mqtt
TOPIC = f"{os.environ['LAB_BASE']}/lamp/availability"
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.will_set(TOPIC, "offline", qos=1, retain=True)
client.on_connect = lambda client, *_: client.publish(TOPIC, "online", qos=1, retain=True)
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_forever()
"""


@pytest.mark.confined
@pytest.mark.parametrize(
    ("program", "met"), [(WILLED, True), (WILLED.replace("client.will_set", "print"), False)]
)
def test_a_device_that_loses_its_power_leaves_its_will(lesson, program, met):
    """What the curriculum's exercise on wills needs: a power cut, and a peer that is told of it."""
    peer = {
        "steps": [
            {"at": "1s", "subscribes": "lamp/availability"},
            {
                "at": "10m",
                "expects": {"topic": "lamp/availability", "payload": "offline"},
                "within": "1m",
                "id": "told",
            },
        ]
    }
    rule = {
        "id": "will",
        "response": {
            "trigger": {"rise": {"peer.watcher.told": "waiting"}},
            "then": {"peer.watcher.told": "met"},
            "within": "1m",
        },
        "weight": 1,
        "says": {
            "en": "A lamp without power is told to be offline.",
            "fa": "لامپ بی‌برق، آفلاین اعلام می‌شود.",
        },
    }
    written = {
        **lesson.exercise.model_dump(
            by_alias=True, exclude={"folder", "rules", "peers", "circumstances", "lanes", "scenario"}
        ),
        "scenario": lesson.exercise.scenario,
        "folder": lesson.exercise.folder,
        "duration": "30m",
        "peers": {"watcher": peer},
        "rules": [rule],
        "circumstances": {"restarts": [{"at": "10m", "for": "5m"}]},
        "parameters": [],
    }
    asked = dataclasses.replace(lesson, exercise=type(lesson.exercise).model_validate(written))
    assert (asked.grade({"main.py": program}).score == 100) is met


@pytest.mark.parametrize(
    ("right", "wrong", "part"),
    [
        ("peer.owner.obeys: waiting", "peer.ownr.obeys: waiting", "did you mean owner"),
        ("peer.owner.obeys: waiting", "peer.owner.obey: waiting", "did you mean obeys"),
        ("publishes: {topic", "publish: {topic", "did you mean publishes"),
        ("{at: 32m, subscribes: $device}", "{subscribes: $device}", "at, every, when"),
        ("{at: 32m, subscribes: $device}", "{at: 32m, subscribes: a/#/b}", "topic filter"),
        (", within: 3s, id: served}", ", within: 3s}", "expects goes with id"),
    ],
)
def test_a_mistake_in_the_script_is_named(lesson, tmp_path, right, wrong, part):
    import shutil

    folder = shutil.copytree(lesson.exercise.folder, tmp_path / "new-device")
    file = folder / "exercise.yaml"
    assert right in file.read_text()
    file.write_text(file.read_text().replace(right, wrong, 1))
    with pytest.raises(FileMistaken) as mistaken:
        read_exercise(folder)
    told = mistaken.value.mistakes[0]
    assert part in told.says.en
    line = next(n for n, text in enumerate(file.read_text().splitlines(), 1) if wrong in text)
    assert abs(told.line - line) <= 1
