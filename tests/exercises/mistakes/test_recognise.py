"""Each recognised mistake: a program that makes it, and the hint's own words; a sound program gets none."""

import pytest

from exercises.exercise import load_exercise
from exercises.finding import Finding
from exercises.mistakes import mistake_names, recognise
from simulator.trace import Trace

EXERCISE = load_exercise("motion-light")
SOLUTION = (EXERCISE.folder / "solution.py").read_text()
NOTHING = {"en": "", "fa": ""}


def seen(*events):
    trace = Trace()
    for kind, topic, payload in events:
        trace.record(
            0, "student", f"mqtt.{kind}", {"topic": topic, "qos": 0, "payload": payload, "retain": False}
        )
    return trace


def retained(topic, payload):
    trace = Trace()
    trace.record(
        0, "student", "mqtt.published", {"topic": topic, "qos": 0, "payload": payload, "retain": True}
    )
    return trace


def connected():
    trace = Trace()
    trace.record(0, "student", "mqtt.connected", {"detail": "new"})
    return trace


def ended(detail):
    trace = connected()
    trace.record(0, "student", "mqtt.disconnected", {"detail": detail})
    return trace


def mistakes_in(program="", error="", trace=None, outcome="violated"):
    finding = Finding(rule="r", outcome=outcome, points=0, of=100, asks=NOTHING, says=NOTHING)
    found = recognise(
        files={"main.py": program.encode()},
        error=error,
        trace=trace or Trace(),
        findings=[finding],
        exercise=EXERCISE,
    )
    return {each.mistake: each.says for each in found}


IMPORT = "import paho.mqtt.client as mqtt\n"
EVIDENCE = {
    "asyncio_mqtt": ({"error": "ModuleNotFoundError: No module named 'asyncio_mqtt'"}, "import aiomqtt"),
    "dictionary_as_text": (
        {"trace": seen(("published", "zigbee2mqtt/corridor_lamp/set", "{'state': 'ON'}"))},
        "{'state': 'ON'}",
    ),
    "filter_of_nobody": (
        {"trace": seen(("subscribed", "zigbee2mqtt/corridor_sensor", ""))},
        "zigbee2mqtt/corridor_motion",
    ),
    "nested_quotes": (
        {"program": 'print(f"{d["x"]}")\n', "error": "SyntaxError: f-string: unmatched '['"},
        "{data['temperature']}",
    ),
    "no_network_loop": (
        {"program": IMPORT + "client = mqtt.Client()\nclient.connect('h')\n"},
        "loop_forever()",
    ),
    "outside_the_base": ({"trace": seen(("denied", "zigbee2mqtt/#", ""))}, "zigbee2mqtt/#"),
    "paho_version_1": (
        {"error": "ValueError: Unsupported callback API version: version 2.0 added a callback_api_version"},
        "CallbackAPIVersion.VERSION2",
    ),
    "payload_is_bytes": ({"program": "if message.payload == 'ON':\n    pass\n"}, "payload.decode()"),
    "sleeps_in_callback": (
        {"program": "import time\ndef on_message(c, u, m):\n    time.sleep(180)\n"},
        "on_message",
    ),
    "topic_of_nobody": (
        {"trace": seen(("published", "zigbee2mqtt/corridor_light/set", "{}"))},
        "zigbee2mqtt/corridor_lamp/set",
    ),
    "topic_of_state": (
        {"trace": seen(("published", "zigbee2mqtt/corridor_lamp", '{"state": "ON"}'))},
        "zigbee2mqtt/corridor_lamp/set",
    ),
    "assigns_in_condition": (
        {
            "program": "if x = 1:\n    pass\n",
            "error": "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        },
        "==",
    ),
    "callback_arguments": (
        {
            "program": "def on_connect(client, userdata, flags, rc):\n    pass\n",
            "error": 'File "paho/mqtt/client.py"\nTypeError: on_connect() takes 4 positional arguments but 5 were given',
        },
        "reason_code, properties",
    ),
    "callback_called_at_once": (
        {
            "program": "def on_message(client, userdata, message):\n    pass\nclient.on_message = on_message()\n",
            "error": "TypeError: on_message() missing 3 required positional arguments: 'client', 'userdata', and 'message'",
        },
        "client.on_message = on_message",
    ),
    "endless_loop_in_callback": (
        {"program": "def on_message(c, u, m):\n    while True:\n        work(m)\n"},
        "on_message",
    ),
    "ends_at_once": ({"program": IMPORT + "client.connect('h')\nclient.loop_start()\n"}, "loop_forever()"),
    "key_in_other_case": (
        {"trace": seen(("published", "zigbee2mqtt/corridor_lamp/set", '{"State": "ON"}'))},
        "state",
    ),
    "missing_global": (
        {
            "error": "UnboundLocalError: cannot access local variable 'count' where it is not associated with a value"
        },
        "global count",
    ),
    "missing_key": ({"error": "Traceback …\nKeyError: 'occupancy'"}, 'data.get("occupancy")'),
    "never_awaited": (
        {
            "program": "import asyncio\nasync def light():\n    pass\nasync def main():\n    light()\nasyncio.run(main())\n"
        },
        "await light",
    ),
    "parameter_is_text": (
        {
            "program": "import os, threading\nt = threading.Timer(os.environ['PARAM_OFF_AFTER'], print)\n",
            "error": "TypeError: unsupported operand type(s) for +: 'float' and 'str'",
        },
        "PARAM_OFF_AFTER",
    ),
    "payload_is_no_json": (
        {"trace": seen(("published", "zigbee2mqtt/corridor_lamp/set", "state=ON"))},
        "state=ON",
    ),
    "persian_characters": (
        {"program": "print(1،2)\n", "error": "SyntaxError: invalid character '،' (U+060C)"},
        "U+060C",
    ),
    "publishes_dictionary": (
        {"error": "TypeError: payload must be a string, bytearray, int, float or None."},
        "json.dumps",
    ),
    "reads_message_as_text": (
        {"error": "TypeError: the JSON object must be str, bytes or bytearray, not MQTTMessage"},
        "message.payload",
    ),
    "retained_command": (
        {"trace": retained("zigbee2mqtt/corridor_lamp/set", '{"state": "ON"}')},
        "zigbee2mqtt/corridor_lamp/set",
    ),
    "sleeps_in_coroutine": (
        {"program": "import time\nasync def main():\n    time.sleep(5)\n"},
        "await asyncio.sleep",
    ),
    "subscribed_too_early": (
        {
            "program": IMPORT + "client.subscribe('x')\nclient.connect('h')\nclient.loop_forever()\n",
            "trace": connected(),
        },
        "on_connect",
    ),
    "taken_over": ({"trace": ended("takeover")}, "client_id"),
    "unknown_variable": (
        {"error": 'File "os.py", in __getitem__\n  os.environ["BASE"]\nKeyError: \'BASE\''},
        "LAB_BASE",
    ),
    "wildcard_in_word": ({"error": "ValueError: Invalid subscription filter."}, "zigbee2mqtt/+"),
    "wrong_port": (
        {"program": IMPORT + "client.connect('localhost', 8000)\nclient.loop_forever()\n"},
        "8000",
    ),
}


def test_every_mistake_has_its_evidence_here():
    assert sorted(EVIDENCE) == mistake_names()


@pytest.mark.parametrize("name", sorted(EVIDENCE))
def test_a_mistake_is_recognised_and_its_hint_helps_in_both_languages(name):
    evidence, helps = EVIDENCE[name]
    hints = mistakes_in(**evidence)
    assert name in hints, f"{name} was not recognised, only {sorted(hints)}"
    assert helps in hints[name].en
    assert helps in hints[name].fa


@pytest.mark.parametrize("name", sorted(EVIDENCE))
def test_only_that_mistake_is_recognised(name):
    assert set(mistakes_in(**EVIDENCE[name][0])) == {name}


def test_a_sound_program_that_fails_otherwise_gets_no_wrong_hint():
    trace = seen(
        ("subscribed", "zigbee2mqtt/corridor_motion", ""),
        ("subscribed", "zigbee2mqtt/corridor_lamp/availability", ""),
        ("subscribed", "zigbee2mqtt/+", ""),
        ("published", "zigbee2mqtt/corridor_lamp/set", '{"state": "ON"}'),
        ("published", "zigbee2mqtt/corridor_lamp/set", "ON"),
    )
    assert mistakes_in(program=SOLUTION, trace=trace) == {}


def test_who_meets_every_rule_gets_no_hints():
    evidence, _ = EVIDENCE["sleeps_in_callback"]
    assert mistakes_in(**evidence, outcome="satisfied") == {}


@pytest.mark.parametrize(
    "program", ["def", "\0", "(" * 5000, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")]
)
def test_unreadable_programs_do_no_harm(program):
    mistakes_in(program=program, error="SyntaxError: invalid syntax")


@pytest.mark.parametrize("payload", ["{" * 10_000, "[" * 150, "{'a': 10 ** 9 ** 9}", "", "\ufffd"])
def test_strange_payloads_do_no_harm(payload):
    trace = seen(("published", "zigbee2mqtt/corridor_lamp/set", payload))
    assert "dictionary_as_text" not in mistakes_in(trace=trace)


def test_a_key_that_a_message_lacks_is_no_variable_of_the_environment():
    error = (
        '  File "/work/main.py", line 7, in on_message\n'
        '    if message["occupancy"]: client.publish(os.environ["LAB_BASE"] + "/set", "ON")\n'
        "       ~~~~~~~^^^^^^^^^^^^^\n"
        "KeyError: 'occupancy'\n"
    )
    assert "unknown_variable" not in mistakes_in(error=error)


def test_a_parameter_that_is_not_given_stands_in_the_text():
    error = """File "os.py", in __getitem__\n  raise KeyError(key)\nKeyError: 'PARAM_OFF_AFTER'"""
    hint = mistakes_in(error=error)["unknown_variable"]
    assert "task" in hint.en
    assert "PARAM_OFF_AFTER" in hint.fa
