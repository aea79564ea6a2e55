"""Enhanced authentication, of which no method is known, and errors (MQTT 5.0, sections 4.12 and 4.13)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import (
    Auth,
    Connack,
    Disconnect,
    Pingreq,
    Pingresp,
    Subscribe,
    SubscriptionOptions,
)
from simulator.broker.reasons import FIRST_FAILURE, Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

METHOD = {"authentication_method": "SCRAM-SHA-1"}


@states("MQTT-4.12.0-1", "MQTT-4.12.0-4", "MQTT-4.13.2-1")
def test_a_method_that_is_not_known_closes_the_connection(lab: Lab) -> None:
    client = lab.open()
    answer = client.connect(properties=METHOD)
    assert answer.code == Reason.BAD_AUTHENTICATION_METHOD
    assert client.is_closed


@states("MQTT-4.12.0-2", "MQTT-4.12.0-5", "MQTT-4.12.0-6")
@pytest.mark.parametrize("properties", [{}, METHOD])
def test_nobody_is_sent_auth_or_a_method(lab: Lab, properties: dict[str, str]) -> None:
    client = lab.open()
    answer = client.connect(properties=properties)
    assert "authentication_method" not in answer.properties
    assert not any(isinstance(packet, Auth) for packet in client.received())


@states("MQTT-4.12.1-2", "MQTT-4.13.1-1")
def test_an_attempt_to_authenticate_again_closes_the_connection(client: Client) -> None:
    client.send(Auth(Reason.REAUTHENTICATE, METHOD))
    assert client.is_closed
    assert client.received_one(Disconnect).code == Reason.PROTOCOL_ERROR


VIOLATIONS = {
    "reserved packet type 0": ("00 00", Reason.PROTOCOL_ERROR),
    "a remaining length of five bytes": ("c0 80 80 80 80 00", Reason.MALFORMED_PACKET),
    "PINGREQ with a body": ("c0 01 00", Reason.MALFORMED_PACKET),
    "PUBLISH at QoS 3": ("36 06 0001 61 0001 00", Reason.MALFORMED_PACKET),
    "CONNACK from a client": ("20 03 00 00 00", Reason.PROTOCOL_ERROR),
    "a second CONNECT": ("10 0d 0004 4d515454 05 02 003c 00 0000", Reason.PROTOCOL_ERROR),
    "SUBSCRIBE without a filter": ("82 03 0001 00", Reason.PROTOCOL_ERROR),
    "an unknown topic alias": ("30 06 0000 03 23 0005", Reason.PROTOCOL_ERROR),
    "a topic alias of zero": ("30 07 0001 61 03 23 0000", Reason.TOPIC_ALIAS_INVALID),
    "a topic with a wildcard": ("30 04 0001 23 00", Reason.TOPIC_NAME_INVALID),
}


@states("MQTT-4.13.1-1", "MQTT-4.13.2-1")
@pytest.mark.parametrize(("violation", "reason"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_violation_closes_the_connection_with_its_reason(lab: Lab, violation: str, reason: Reason) -> None:
    client, bystander = lab.connect("c"), lab.connect("b")
    client.send_bytes(client.to_bytes(Pingreq()) + bytes.fromhex(violation) + client.to_bytes(Pingreq()))
    assert client.is_closed
    before, goodbye = client.received()
    assert before == Pingresp(), "what came before is answered, what comes after is not"
    assert isinstance(goodbye, Disconnect)
    assert goodbye.code == reason
    assert goodbye.properties["reason_string"]
    bystander.send(Pingreq())
    assert bystander.received() == [Pingresp()]


@states("MQTT-4.13.2-1")
def test_a_refused_connect_closes_the_connection(lab: Lab) -> None:
    client = lab.open()
    assert client.connect(password=b"wrong").code >= FIRST_FAILURE
    assert client.is_closed


@states("MQTT-4.13.2-1")
def test_a_refusal_in_another_packet_closes_nothing(lab: Lab) -> None:
    guest = lab.connect("g", username="guest")
    guest.send(Subscribe(1, (("#", SubscriptionOptions()),)))
    assert guest.received()[0].codes[0] >= FIRST_FAILURE
    assert not guest.is_closed


@states("MQTT-4.13.1-1")
def test_a_malformed_connect_is_refused_with_its_reason(lab: Lab) -> None:
    client = lab.open()
    client.send_hex("10 0d 0004 4d515454 05 03 003c 00 0000")
    assert client.received_one(Connack).code == Reason.MALFORMED_PACKET
    assert client.is_closed
