"""SUBSCRIBE (MQTT 3.1.1, section 3.8), where MQTT 5 differs; the rest is in `both`."""

from __future__ import annotations

import pytest

from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states
from tests.conformance.wire import field, packet


@states("MQTT-3.8.3-4")
@pytest.mark.parametrize("options", [0x03, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFC, 0xFF])
def test_reserved_bits_or_qos_3_close_the_connection(lab: Lab, options: int) -> None:
    client = lab.connect()
    client.send_bytes(packet(0x82, b"\0\1", field("a"), b"\0", field("b"), bytes((options,))))
    assert client.is_closed
    assert client.received() == []


@states("MQTT-3.8.4-1", "MQTT-4.8.0-1")
@pytest.mark.parametrize("topic_filter", ["$share/t", "$share//t", "$share/", "$share/t/", "$share/+/t"])
def test_a_filter_that_other_versions_read_differently_has_its_code(lab: Lab, topic_filter: str) -> None:
    client = lab.connect()
    assert client.subscribe(topic_filter, "t") == (0x80, 0)
    client.unsubscribe(topic_filter)
    assert not client.is_closed
