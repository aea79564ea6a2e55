"""What breaks the protocol (MQTT 3.1.1, section 4.8)."""

from __future__ import annotations

import pytest

from simulator.broker.encoding import encode
from simulator.broker.packets import Pingreq, Pingresp
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states

VIOLATIONS = {
    "reserved packet type 0": "00 00",
    "reserved packet type 15": "f0 00",
    "a remaining length of five bytes": "c0 80 80 80 80 00",
    "CONNACK from a client": "20 02 00 00",
    "SUBACK from a client": "90 03 0001 00",
    "UNSUBACK from a client": "b0 02 0001",
    "PINGRESP from a client": "d0 00",
    "PINGREQ with a body": "c0 01 00",
    "PUBACK without its identifier": "40 00",
    "PUBACK with half an identifier": "40 01 00",
    "PUBACK with more than its identifier": "40 03 0001 00",
    "PUBLISH at QoS 1 without an identifier": "32 03 0001 61",
    "SUBSCRIBE without an identifier": "82 00",
    "SUBSCRIBE cut off in its filter": "82 05 0001 0009 61",
    "SUBSCRIBE without a QoS": "82 05 0001 0001 61",
    "UNSUBSCRIBE cut off in its filter": "a2 05 0001 0009 61",
}


@states("MQTT-4.8.0-1")
@pytest.mark.parametrize("violation", VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_violation_closes_the_connection_it_came_on(lab: Lab, violation: str) -> None:
    client, bystander = lab.connect("c"), lab.connect("b")
    client.send_bytes(encode(Pingreq()) + bytes.fromhex(violation) + encode(Pingreq()))
    assert client.is_closed
    assert client.received() == [Pingresp()], "what came before is answered, what comes after is not"
    bystander.send(Pingreq())
    assert bystander.received() == [Pingresp()]


@states("MQTT-4.8.0-2")
def test_a_message_that_cannot_be_taken_now_closes_the_connection() -> None:
    """The passing error here is that the client has used up its allowance of messages."""
    lab = Lab(messages_per_second=1, burst_seconds=1)
    client = lab.connect()
    for _ in range(10):
        client.publish("a", qos=1)
    assert client.is_closed
    assert len(client.received()) < 10, "a message that was not taken is not acknowledged"
    lab.advance(10_000)
    again = lab.connect()
    again.publish("a", qos=1)
    assert len(again.received()) == 1
