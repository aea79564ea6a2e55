"""The keepalive that the broker sets (MQTT 5.0, sections 3.1.2.10 and 3.2.2.3.14)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_5, Disconnect, Pingreq
from simulator.broker.reasons import Reason
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states


@states("MQTT-3.1.2-22", "MQTT-3.1.2-21", "MQTT-3.2.2-21")
@pytest.mark.parametrize("asked_s", [0, 31, 0xFFFF])
def test_the_servers_keepalive_is_told_and_kept(asked_s: int) -> None:
    lab = Lab(MQTT_5, longest_keepalive_s=30)
    client = lab.open()
    answer = client.connect(keepalive_s=asked_s)
    assert answer.properties["server_keep_alive"] == 30
    for _ in range(3):
        lab.advance(44_999)
        client.send(Pingreq())
    assert not client.is_closed
    lab.advance(45_000)
    assert client.is_closed


@states("MQTT-3.2.2-22", "MQTT-3.1.2-22")
@pytest.mark.parametrize("asked_s", [1, 29, 30])
def test_without_one_the_clients_keepalive_holds(asked_s: int) -> None:
    lab = Lab(MQTT_5, longest_keepalive_s=30)
    client = lab.open()
    assert "server_keep_alive" not in client.connect(keepalive_s=asked_s).properties
    lab.advance(asked_s * 1500 - 1)
    assert not client.is_closed
    lab.advance(1)
    assert client.is_closed


@states("MQTT-3.1.2-22")
def test_a_silent_client_is_told_why(lab: Lab) -> None:
    client = lab.connect(keepalive_s=10)
    lab.advance(15_000)
    assert client.received_one(Disconnect).code == Reason.KEEP_ALIVE_TIMEOUT
