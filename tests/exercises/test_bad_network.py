"""Programs graded behind a bad network: what careless ones lose or count twice, and careful ones do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from exercises.exercise import load_exercise
from exercises.grading import Grader, Seed, grade_submission
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.sandbox import Limits
from exercises.verdict import Verdict
from simulator.engine import Engine
from simulator.network_plan import NetworkPlan
from simulator.reports import Availability, Report
from simulator.script_entry import ScriptEntry

pytestmark = pytest.mark.confined

HOUR_MS = 3_600_000
MOTION_SENSOR = "corridor_motion"

LISTENER = """
import os, time
import paho.mqtt.client as mqtt

def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(os.environ["LAB_BASE"] + "/zigbee2mqtt/corridor_motion", qos={qos})

def on_message(client, userdata, message):
    global count
    count += not message.retain

count = 0
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="listener", clean_session={clean})
client.on_connect, client.on_message = on_connect, on_message
client.connect("localhost")
client.loop_start()
time.sleep(12 * 3600 - 10)
print(count)
"""

TURNSTILE = """
import os, time
import paho.mqtt.client as mqtt

TOPIC = os.environ["LAB_BASE"] + "/turnstile"
carelessly, numbers = 0, set()

def on_message(client, userdata, message):
    global carelessly
    carelessly += 1
    numbers.add(message.payload)

counter = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="counter", clean_session=False)
counter.on_message = on_message
counter.on_connect = lambda client, *_: client.subscribe(TOPIC, qos=1)
turnstile = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="turnstile", clean_session=False)
for client in (counter, turnstile):
    client.connect("localhost")
    client.loop_start()
time.sleep(60)
for number in range(300):
    turnstile.publish(TOPIC, str(number), qos=1)
    time.sleep(60)
time.sleep(600)
print(carelessly, len(numbers))
"""


@pytest.fixture(scope="session")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Grader:
    return Grader(choose_sandbox(), tmp_path_factory.mktemp("modules"), Limits(cpu_s=10))


@pytest.fixture
def grade(grader: Grader) -> Callable[..., Verdict]:
    def run(program: str, *, script: tuple[dict[str, Any], ...] = (), **network: Any) -> Verdict:
        exercise = load_exercise("motion-light")
        entries = [{"at": "00:01", "network": "bad"}, *script]
        scenario = exercise.scenario.model_copy(
            update={
                "qos": 1,
                "network": NetworkPlan(begins="good", **network),
                "script": tuple(map(ScriptEntry.model_validate, entries)),
            }
        )
        return grade_submission(
            exercise.model_copy(update={"scenario": scenario, "duration_ms": 12 * HOUR_MS}),
            {"program.py": program.encode()},
            student="demo",
            base="lab/demo",
            seeds=[Seed(1)],
            grader=grader,
        )

    return run


def listener(qos: int) -> str:
    return LISTENER.format(qos=qos, clean=qos == 0)


def events_of_the_day() -> int:
    """How often the motion sensor spoke after the program had subscribed."""
    engine = Engine(load_exercise("motion-light").scenario.with_seed(1))
    reports: list[int] = []

    def note(said: Report | Availability) -> None:
        if isinstance(said, Report) and said.device == MOTION_SENSOR and said.at_ms > 0:
            reports.append(said.at_ms)

    engine.listen(note)
    engine.run_until(12 * HOUR_MS - 15_000)
    return len(reports)


def numbers_printed(verdict: Verdict) -> list[int]:
    assert verdict.reason is not None
    assert verdict.reason.code == "program_ended", verdict.reason
    return [int(word) for word in verdict.output.split()]


def test_a_listener_at_qos_0_loses_events_and_one_at_qos_1_does_not(grade: Callable[..., Verdict]) -> None:
    truth = events_of_the_day()
    assert truth > 20
    (lossy,) = numbers_printed(grade(listener(qos=0), loss=0.2))
    (safe,) = numbers_printed(grade(listener(qos=1), loss=0.2))
    assert safe == truth
    assert 0.5 * truth < lossy < 0.95 * truth


def test_a_persistent_session_gets_what_happened_while_the_broker_was_away(
    grade: Callable[..., Verdict],
) -> None:
    at_work: Mapping[str, Any] = {"at": "06:30", "broker": "restart", "for": "2h"}
    (safe,) = numbers_printed(grade(listener(qos=1), script=(at_work,)))
    (lossy,) = numbers_printed(grade(listener(qos=0), script=(at_work,)))
    assert safe == events_of_the_day()
    assert lossy < safe


def test_who_counts_messages_counts_duplicates(grade: Callable[..., Verdict]) -> None:
    carelessly, exactly = numbers_printed(grade(TURNSTILE, duplicates=0.05, loss=0.1, latency=("50ms", "2s")))
    assert exactly == 300, "nothing is lost at QoS 1"
    assert carelessly > exactly


def test_a_bad_day_leaves_the_same_trace_twice(grade: Callable[..., Verdict]) -> None:
    bad: dict[str, Any] = {
        "loss": 0.1,
        "duplicates": 0.1,
        "latency": ("20ms", "800ms"),
        "disconnects_every": "20m",
    }
    restart = {"at": "03:00", "broker": "restart", "for": "1m", "forgets": True}
    first, second = (grade(TURNSTILE, script=(restart,), **bad) for _ in range(2))
    assert first.model_dump(exclude={"wall_s"}) == second.model_dump(exclude={"wall_s"})
    carelessly, exactly = numbers_printed(first)
    assert carelessly > exactly
