"""PUBLISH (MQTT 3.1.1, section 3.3), where MQTT 5 differs; the rest is in `both`."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Pubrel
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states


@states("MQTT-3.3.5-2")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_a_publish_without_authority_is_acknowledged_and_goes_nowhere(lab: Lab, qos: int) -> None:
    watcher, guest = lab.connect("watcher"), lab.connect("guest", username="guest")
    watcher.subscribe("#", qos=2)
    guest.publish("elsewhere", qos=qos, packet_id=3, retain=True)
    if qos == 2:
        guest.send(Pubrel(3))
    answers = {0: [], 1: ["Puback"], 2: ["Pubrec", "Pubcomp"]}
    assert [type(answer).__name__ for answer in guest.received()] == answers[qos]
    watcher.subscribe("elsewhere")
    assert watcher.messages() == []
