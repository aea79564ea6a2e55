"""The session expiry interval (MQTT 5.0, sections 3.1.2.11.2 and 3.14.2.2.2)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import NEVER_EXPIRES, Disconnect
from simulator.broker.properties import Properties
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

MINUTE: Properties = {"session_expiry_interval": 60}
NOT_AT_ALL: Properties = {"session_expiry_interval": 0}


def is_there(lab: Lab) -> bool:
    """Whether the broker has the session of client `s`."""
    return lab.open().connect(client_id="s", clean_start=False).session_present


@states("MQTT-3.1.2-23")
@pytest.mark.parametrize("properties", [{}, NOT_AT_ALL])
@pytest.mark.parametrize("clean_start", [False, True])
def test_without_an_interval_the_session_ends_with_its_connection(
    lab: Lab, properties: Properties, clean_start: bool
) -> None:
    lab.connect("s", clean_start=clean_start, properties=properties).vanish()
    assert not is_there(lab)


@states("MQTT-3.1.2-23", "MQTT-3.1.2-5", "MQTT-4.1.0-2")
@pytest.mark.parametrize("clean_start", [False, True])
@pytest.mark.parametrize("seconds", [1, 60, 100_000, NEVER_EXPIRES - 1])
def test_the_session_is_kept_for_the_interval_and_no_longer(
    lab: Lab, seconds: int, clean_start: bool
) -> None:
    for after_ms, expected in ((seconds * 1000 - 1, True), (seconds * 1000, False)):
        lab.connect("s", clean_start=clean_start, properties={"session_expiry_interval": seconds}).vanish()
        lab.advance(after_ms)
        assert is_there(lab) is expected, f"after {after_ms} ms"


@states("MQTT-3.1.2-23")
def test_the_longest_interval_has_no_end(lab: Lab) -> None:
    lab.connect("s", properties={"session_expiry_interval": NEVER_EXPIRES}).vanish()
    lab.advance(2 * NEVER_EXPIRES * 1000)
    assert is_there(lab)


@states("MQTT-3.1.2-23", "MQTT-4.1.0-1")
def test_the_interval_begins_when_the_connection_ends(lab: Lab) -> None:
    client = lab.connect("s", properties=MINUTE)
    lab.advance(120_000)
    client.vanish()
    lab.advance(59_999)
    assert is_there(lab)


@states("MQTT-3.1.2-23")
def test_each_connection_brings_an_interval_of_its_own(lab: Lab) -> None:
    lab.connect("s", properties={"session_expiry_interval": 3600}).vanish()
    lab.connect("s", clean_start=False, properties=MINUTE).vanish()
    lab.advance(60_000)
    assert not is_there(lab)


@states("MQTT-3.1.2-23", "MQTT-4.1.0-2")
@pytest.mark.parametrize("seconds", [30, 600, NEVER_EXPIRES - 1])
def test_disconnect_may_change_the_interval(lab: Lab, seconds: int) -> None:
    for after_ms, expected in ((seconds * 1000 - 1, True), (seconds * 1000, False)):
        client = lab.connect("s", properties=MINUTE)
        client.send(Disconnect(properties={"session_expiry_interval": seconds}))
        assert client.expect_end() is None
        lab.advance(after_ms)
        assert is_there(lab) is expected, f"after {after_ms} ms"


@states("MQTT-3.1.2-23", "MQTT-4.1.0-2")
def test_disconnect_may_end_the_session_at_once(lab: Lab) -> None:
    lab.connect("s", properties=MINUTE).send(Disconnect(properties=NOT_AT_ALL))
    assert not is_there(lab)


@states("MQTT-3.1.2-23", "MQTT-4.13.1-1")
@pytest.mark.parametrize("properties", [{}, NOT_AT_ALL])
def test_disconnect_cannot_keep_a_session_that_was_not_to_be_kept(lab: Lab, properties: Properties) -> None:
    client = lab.connect("s", properties=properties)
    client.send(Disconnect(properties=MINUTE))
    assert client.expect_end() == Reason.PROTOCOL_ERROR
    assert not is_there(lab)


@states("MQTT-3.1.2-4", "MQTT-3.1.4-4", "MQTT-3.2.2-2")
def test_a_clean_start_discards_the_session_and_keeps_the_new_one(lab: Lab) -> None:
    first = lab.connect("s", properties=MINUTE)
    first.subscribe("a", qos=1)
    first.vanish()
    second = lab.open()
    assert not second.connect(client_id="s", clean_start=True, properties=MINUTE).session_present
    second.subscribe("b", qos=1)
    second.vanish()
    publisher = lab.connect("p")
    for number, topic in enumerate(("a", "b"), start=1):
        publisher.publish(topic, qos=1, packet_id=number)
    third = lab.connect("s", clean_start=False)
    assert [topic for topic, _ in third.messages()] == ["b"]


@states("MQTT-3.1.2-23")
def test_an_interval_that_the_broker_shortens_is_told() -> None:
    lab = Lab(5, longest_session_s=100)
    answers = {}
    for asked in (0, 99, 100, 101, NEVER_EXPIRES):
        client = Client(lab.broker, 5)
        answer = client.connect(client_id=f"c{asked}", properties={"session_expiry_interval": asked})
        answers[asked] = answer.properties.get("session_expiry_interval")
    assert answers == {0: None, 99: None, 100: None, 101: 100, NEVER_EXPIRES: 100}
