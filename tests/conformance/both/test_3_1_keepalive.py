"""The keepalive of CONNECT (both versions of MQTT, section 3.1.2.10)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Packet, Pingreq, Puback, Publish, Pubrel, Unsubscribe
from tests.conformance.client import subscribe_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5

SIGNS_OF_LIFE = [
    Publish(Message("a", b"")),
    Puback(1),
    Pubrel(1),
    subscribe_packet(1, [("a", 0)]),
    Unsubscribe(1, ("a",)),
    Pingreq(),
]


@states_3_1_1("MQTT-3.1.2-24")
@states_5("MQTT-3.1.2-22", "MQTT-3.2.2-22")
@pytest.mark.parametrize("keepalive_s", [1, 60, 0xFFFF])
def test_silence_for_one_and_a_half_keepalives_closes_the_connection(lab: Lab, keepalive_s: int) -> None:
    watcher = lab.connect("watcher")
    watcher.subscribe("a")
    client = lab.connect(keepalive_s=keepalive_s, will=Message("a", b"gone"))
    lab.advance(keepalive_s * 1500 - 1)
    assert not client.is_closed
    lab.advance(1)
    assert client.is_closed
    assert watcher.messages() == [("a", b"gone")], "as if the network had failed"


@states_3_1_1("MQTT-3.1.2-24")
@states_5("MQTT-3.1.2-22", "MQTT-3.2.2-22")
@pytest.mark.parametrize("sign", SIGNS_OF_LIFE, ids=lambda sign: type(sign).__name__)
def test_any_packet_counts_as_a_sign_of_life(lab: Lab, sign: Packet) -> None:
    client = lab.connect(keepalive_s=10)
    for _ in range(3):
        lab.advance(14_999)
        client.send(sign)
    assert not client.is_closed
    lab.advance(15_000)
    assert client.is_closed


@states_3_1_1("MQTT-3.1.2-24")
@states_5("MQTT-3.1.2-22", "MQTT-3.2.2-22")
def test_half_a_packet_is_no_sign_of_life(lab: Lab) -> None:
    client = lab.connect(keepalive_s=10)
    lab.advance(14_000)
    client.send_hex("c0")
    lab.advance(1_000)
    assert client.is_closed


@states_3_1_1("MQTT-3.1.2-24")
@states_5("MQTT-3.1.2-22", "MQTT-3.2.2-22")
def test_being_sent_messages_is_no_sign_of_life(lab: Lab) -> None:
    client, speaker = lab.connect(keepalive_s=10), lab.connect("speaker")
    client.subscribe("a")
    lab.advance(14_000)
    speaker.publish("a")
    lab.advance(1_000)
    assert client.is_closed


@states_3_1_1("MQTT-3.1.2-24")
@states_5("MQTT-3.1.2-22", "MQTT-3.2.2-22")
def test_keepalive_0_is_never_over(lab: Lab) -> None:
    client = lab.connect(keepalive_s=0)
    lab.advance(10**9)
    assert not client.is_closed
