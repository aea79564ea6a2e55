"""AUTH (MQTT 5.0, section 3.15), to a broker that knows no authentication method."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Auth
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states


@states("MQTT-3.15.2-1")
@pytest.mark.parametrize("code", [0x01, 0x17, 0x1A, 0x80, 0x8C, 0xFF])
def test_a_code_that_is_not_listed_closes_the_connection(client: Client, code: int) -> None:
    client.send_hex(f"f0 02 {code:02x} 00")
    assert client.expect_end() == Reason.PROTOCOL_ERROR


@states("MQTT-4.12.0-7", "MQTT-4.13.1-1")
@pytest.mark.parametrize("code", [Reason.SUCCESS, Reason.CONTINUE_AUTHENTICATION, Reason.REAUTHENTICATE])
def test_without_a_method_agreed_on_auth_closes_the_connection(client: Client, code: Reason) -> None:
    client.send(Auth(code, {"authentication_method": "SCRAM-SHA-1"}))
    assert client.expect_end() == Reason.PROTOCOL_ERROR


@states("MQTT-3.1.4-6", "MQTT-3.1.2-30")
def test_auth_cannot_save_a_rejected_connect(lab: Lab) -> None:
    client = lab.open()
    assert client.connect(properties={"authentication_method": "x"}).code == Reason.BAD_AUTHENTICATION_METHOD
    client.send(Auth(Reason.CONTINUE_AUTHENTICATION, {"authentication_method": "x"}))
    assert client.received() == []
    assert client.is_closed
