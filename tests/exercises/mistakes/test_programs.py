"""Beginners' programs, really run: the mistake is recognised by what came of them."""

from __future__ import annotations

from datetime import datetime

import pytest

from exercises.exercise import load_exercise
from exercises.grading import Grader, Seed, grade_submission
from exercises.sandbox.choose import choose_sandbox

pytestmark = pytest.mark.confined

ONE_HOUR_MS = 3_600_000
MADE = """
import json, os, threading, time
import paho.mqtt.client as mqtt
BASE = os.environ["LAB_BASE"]
MOTION, LAMP = f"{BASE}/zigbee2mqtt/corridor_motion", f"{BASE}/zigbee2mqtt/corridor_lamp/set"
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
"""
CONNECT = """
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
"""
FOR_EVER = "client.loop_forever()\n"
SUBSCRIBES = """
def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(MOTION)
client.on_connect = on_connect
"""


def hears(body):
    """A program whose on_message does this."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    return f"{MADE}{SUBSCRIBES}\ndef on_message(client, userdata, message):\n{lines}\nclient.on_message = on_message\n{CONNECT}{FOR_EVER}"


def commands(payload, **options):
    """A program that sends one command."""
    told = "".join(f", {name}={value!r}" for name, value in options.items())
    return (
        f"{MADE}{CONNECT}client.loop_start()\ntime.sleep(1)\n"
        f"client.publish(LAMP, {payload}{told})\ntime.sleep(60)\n"
    )


ASYNC = """
import asyncio, json, os, time
import aiomqtt
BASE = os.environ["LAB_BASE"]
async def light(client):
    await client.publish(f"{BASE}/zigbee2mqtt/corridor_lamp/set", json.dumps({"state": "ON"}))
async def main():
    async with aiomqtt.Client(os.environ["MQTT_HOST"]) as client:
        BODY
asyncio.run(main())
"""
PROGRAMS = {
    "assigns_in_condition": hears(
        'data = json.loads(message.payload)\nif data["occupancy"] = True:\n    print(1)'
    ),
    "asyncio_mqtt": "import asyncio_mqtt\n",
    "callback_arguments": MADE
    + "def on_connect(client, userdata, flags, rc):\n    client.subscribe(MOTION)\n"
    + "client.on_connect = on_connect\n"
    + CONNECT
    + FOR_EVER,
    "callback_called_at_once": MADE
    + "def on_message(client, userdata, message):\n    print(message)\n"
    + "client.on_message = on_message()\n"
    + CONNECT
    + FOR_EVER,
    "dictionary_as_text": commands("str({'state': 'ON'})"),
    "endless_loop_in_callback": hears("while True:\n    time.sleep(1)"),
    "ends_at_once": MADE + SUBSCRIBES + CONNECT + "client.loop_start()\n",
    "filter_of_nobody": (MADE + SUBSCRIBES + CONNECT + FOR_EVER).replace("corridor_motion", "coridor_motion"),
    "key_in_other_case": commands("json.dumps({'State': 'ON'})"),
    "missing_global": "count = 0\n" + hears("count += 1\nprint(count)"),
    "missing_key": hears('print(json.loads(message.payload)["temperature"])'),
    "nested_quotes": 'data = {"a": 1}\nprint(f"{data["a"]}")\n',
    "never_awaited": ASYNC.replace("BODY", "light(client)\n        await asyncio.sleep(10)"),
    "no_network_loop": MADE + CONNECT + "time.sleep(1000)\n",
    "outside_the_base": (MADE + SUBSCRIBES + CONNECT + FOR_EVER).replace("{BASE}/", ""),
    "paho_version_1": "import paho.mqtt.client as mqtt\nclient = mqtt.Client('me')\n",
    "parameter_is_text": hears("threading.Timer(os.environ['PARAM_OFF_AFTER'] + 5, print).start()"),
    "payload_is_bytes": hears("if message.payload == 'ON':\n    print('on')"),
    "payload_is_no_json": commands("'state=ON'"),
    "persian_characters": "print(1،2)\n",
    "publishes_dictionary": commands("{'state': 'ON'}"),
    "reads_message_as_text": hears("print(json.loads(message))"),
    "retained_command": commands("json.dumps({'state': 'ON'})", retain=True),
    "sleeps_in_callback": hears("time.sleep(180)"),
    "sleeps_in_coroutine": ASYNC.replace("BODY", "await light(client)\n        time.sleep(100)"),
    "subscribed_too_early": MADE + "client.subscribe(MOTION)\n" + CONNECT + FOR_EVER,
    "taken_over": MADE.replace("VERSION2)", "VERSION2, client_id='lamp')")
    + CONNECT
    + "client.loop_start()\ntime.sleep(1)\n"
    + "other = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id='lamp')\n"
    + CONNECT.replace("client", "other")
    + "other.loop_start()\ntime.sleep(100)\n",
    "topic_of_nobody": commands("'ON'").replace("corridor_lamp", "corridor_light"),
    "topic_of_state": commands("'ON'").replace("corridor_lamp/set", "corridor_lamp"),
    "unknown_variable": "import os\nprint(os.environ['LAB_BASIS'])\n",
    "wildcard_in_word": (MADE + SUBSCRIBES + CONNECT + FOR_EVER).replace("corridor_motion", "+motion"),
    "wrong_port": MADE + "client.connect(os.environ['MQTT_HOST'], 8000)\n" + FOR_EVER,
}


@pytest.fixture(scope="module")
def exercise():
    """An hour of an evening on which the corridor is used."""
    whole = load_exercise("motion-light")
    scenario = whole.scenario.model_copy(update={"start": datetime.fromisoformat("2027-01-14T19:00")})
    return whole.model_copy(
        update={"scenario": scenario, "duration_ms": ONE_HOUR_MS, "allowed_modules": ("paho-mqtt", "aiomqtt")}
    )


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    return Grader(choose_sandbox(), tmp_path_factory.mktemp("modules"))


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_the_mistake_of_a_real_program_is_recognised(exercise, grader, name):
    verdict = grade_submission(
        exercise,
        {"main.py": PROGRAMS[name].encode()},
        student="sara",
        base="lab/sara",
        seeds=(Seed(1),),
        grader=grader,
    )
    recognised = {each.mistake for each in verdict.mistakes}
    assert name in recognised, (recognised, verdict.reason, verdict.output[-500:])


def test_every_mistake_has_its_program_here():
    from exercises.mistakes import mistake_names

    assert sorted(PROGRAMS) == mistake_names()
