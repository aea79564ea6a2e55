"""Plain telemetry: what boards of a course say and take."""

import json

import pytest

from simulator.actions import SetProperties
from simulator.broker.message import Message
from simulator.conventions import load_conventions
from simulator.reports import Availability
from tests.simulator.conventions.house import house_of, initial_report, scope_of

(TELEMETRY,) = load_conventions(["telemetry"])
HOUSE = house_of(["zhimi.humidifier.ca4", "WXKG11LM", "WSDCGQ11LM"])
BOARD = "device_0"


def received(payload):
    return list(TELEMETRY.receive(f"{BOARD}/commands", payload, scope_of("telemetry", house=HOUSE)))


def test_it_carries_what_nobody_before_it_carries():
    alone = scope_of("telemetry", house=HOUSE)
    assert list(alone.carriers) == list(HOUSE.installed)
    last = scope_of("zigbee2mqtt", "telemetry", house=HOUSE)
    assert {name: each.name for name, each in last.carriers.items()} == {
        "device_0": "telemetry",
        "device_1": "zigbee2mqtt",
        "device_2": "zigbee2mqtt",
    }
    assert [link.device for link in TELEMETRY.links(last)] == [BOARD]


def test_a_board_says_all_that_it_knows_in_one_object():
    report = initial_report(HOUSE.installed["device_2"], temperature=21.4)
    (message,) = TELEMETRY.translate(report, scope_of("telemetry", house=HOUSE))
    assert (message.topic, message.retain) == ("device_2/telemetry", True)
    assert json.loads(message.payload) == dict(report.values)


def test_a_board_comes_and_goes_with_its_connection():
    scope = scope_of("zigbee2mqtt", "telemetry", house=HOUSE)
    (link,) = TELEMETRY.links(scope)
    assert link.will == Message("device_0/status", b"offline", retain=True)
    assert list(TELEMETRY.announce(link, scope)) == [Message("device_0/status", b"online", retain=True)]
    assert not list(TELEMETRY.translate(Availability(0, BOARD, False), scope))


@pytest.mark.parametrize(
    ("payload", "values"),
    [
        (b'{"state":"ON"}', {"state": "ON"}),
        (b'{"state":true}', {"state": "ON"}),
        (b'{"state":false,"target_humidity":50}', {"state": "OFF", "target_humidity": 50}),
    ],
)
def test_a_board_obeys(payload, values):
    assert received(payload) == [SetProperties(BOARD, values)]


@pytest.mark.parametrize("payload", [b"", b"ON", b"[1]", b"\xff", b'{"humidity":3}', b'{"state":"MAYBE"}'])
def test_nonsense_is_answered(payload):
    (answer,) = received(payload)
    assert answer.topic == "device_0/errors"
    assert json.loads(answer.payload)["error"]
