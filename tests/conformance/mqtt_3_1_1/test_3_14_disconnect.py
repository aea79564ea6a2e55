"""A DISCONNECT that is none (MQTT 3.1.1, section 3.14); the rest is in `both`."""

from __future__ import annotations

from simulator.broker.message import Message
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states


@states("MQTT-3.14.1-1")
def test_a_disconnect_with_a_body_is_none(lab: Lab) -> None:
    watcher = lab.connect("watcher")
    watcher.subscribe("will")
    client = lab.connect(will=Message("will", b"gone"))
    client.send_hex("e0 01 00")
    assert client.is_closed
    assert watcher.messages() == [("will", b"gone")]
