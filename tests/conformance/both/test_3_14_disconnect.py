"""DISCONNECT (both versions of MQTT, section 3.14); that it takes the will back stands with wills."""

from __future__ import annotations

from simulator.broker.message import Message
from simulator.broker.packets import Disconnect, Pingreq, Publish
from tests.conformance.client import Client, connect_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


@states_3_1_1("MQTT-3.14.4-1", "MQTT-3.14.4-2")
@states_5("MQTT-3.14.4-1", "MQTT-3.14.4-2")
def test_disconnect_is_the_last_word(lab: Lab, watcher: Client) -> None:
    client = lab.connect()
    client.send(Disconnect(), connect_packet(level=lab.level), Publish(Message("a", b"1")), Pingreq())
    client.publish("a", b"2")
    assert client.is_closed
    assert client.received() == []
    assert watcher.messages() == []
