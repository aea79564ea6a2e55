"""Session state (both versions of MQTT, section 4.1)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Pingreq, Pubcomp, Publish, Pubrec, Pubrel
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


@states_3_1_1("MQTT-4.1.0-1")
@states_5("MQTT-3.1.2-23")
def test_all_of_the_state_is_kept(lab: Lab) -> None:
    client, publisher = lab.connect("s", **lab.lasting), lab.connect("p")
    client.subscribe("a", qos=2)
    publisher.publish("a", b"released", qos=2, packet_id=1)
    publisher.publish("a", b"sent", qos=1, packet_id=2)
    released = client.publishes()[0].packet_id
    client.send(Pubrec(released))
    client.publish("b", qos=2, packet_id=9)
    client.vanish()
    publisher.publish("a", b"waiting", qos=1, packet_id=3)

    watcher = lab.connect("watcher")
    watcher.subscribe("b", "a")
    client = lab.connect("s", **lab.lasting)
    found = client.received()
    assert Pubrel(released) in found, "PUBCOMP is outstanding"
    payloads = [packet.message.payload for packet in found if isinstance(packet, Publish)]
    assert payloads == [b"sent", b"waiting"], "PUBACK is outstanding, and what has not been sent follows"
    client.publish("b", qos=2, packet_id=9, duplicate=True)
    assert client.received() == [Pubrec(9)]
    assert watcher.messages() == [], "PUBREL is outstanding: the message is known"
    client.send(Pubrel(9))
    assert client.received() == [Pubcomp(9)]
    publisher.publish("a", b"live")
    assert client.messages() == [("a", b"live")], "and the subscription is there"


@states_3_1_1("MQTT-4.1.0-2")
@states_5("MQTT-4.1.0-1")
@pytest.mark.parametrize("clean_start", [True, False])
def test_a_session_lasts_as_long_as_its_connection(lab: Lab, clean_start: bool) -> None:
    client, publisher = lab.connect("s", clean_start=clean_start, keepalive_s=60), lab.connect("p")
    client.subscribe("a", qos=1)
    for _ in range(50):
        lab.advance(60_000)
        client.send(Pingreq())
    client.received()
    publisher.publish("a", b"1", qos=1)
    assert client.messages() == [("a", b"1")]
