"""PINGREQ and PINGRESP (both versions of MQTT, sections 3.12 and 3.13)."""

from __future__ import annotations

from simulator.broker.packets import Pingreq, Pingresp
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


@states_3_1_1("MQTT-3.12.4-1")
@states_5("MQTT-3.12.4-1")
def test_a_ping_is_answered(lab: Lab) -> None:
    client = lab.connect()
    client.send(Pingreq(), Pingreq())
    assert client.received() == [Pingresp(), Pingresp()]
