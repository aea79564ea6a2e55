"""Client identifiers that the broker assigns (MQTT 5.0, sections 3.1.3.1 and 3.2.2.3.7)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_5
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states


def assigned(lab: Lab, clean_start: bool = True, expiry_s: int = 0) -> tuple[Client, str]:
    """A client that brought no identifier, and the one it was given."""
    client = lab.open()
    properties = {"session_expiry_interval": expiry_s}
    answer = client.connect(client_id="", clean_start=clean_start, properties=properties)
    assert answer.code == 0
    return client, answer.properties["assigned_client_identifier"]


@states("MQTT-3.1.3-6", "MQTT-3.1.3-7", "MQTT-3.2.2-16")
@pytest.mark.parametrize("clean_start", [False, True])
def test_a_client_without_an_identifier_is_told_one_of_its_own(lab: Lab, clean_start: bool) -> None:
    given = [assigned(lab, clean_start) for _ in range(20)]
    assert all(identifier for _, identifier in given)
    assert len({identifier for _, identifier in given}) == 20
    assert not any(client.is_closed for client, _ in given)


@states("MQTT-3.1.3-6", "MQTT-3.2.2-16")
def test_an_identifier_in_use_or_with_a_session_is_not_assigned(lab: Lab) -> None:
    gone, first = assigned(lab, expiry_s=3600)
    gone.vanish()
    likely = [Client(lab.broker, MQTT_5) for _ in range(9)]
    for number, client in enumerate(likely):
        client.connect(client_id=first.rstrip("0123456789") + str(number))
    new = [assigned(lab)[1] for _ in range(20)]
    assert first not in new
    assert not any(client.is_closed for client in likely), "nobody's place was taken"


@states("MQTT-3.1.3-7", "MQTT-3.1.3-2")
def test_the_assigned_identifier_names_the_session(lab: Lab, publisher: Client) -> None:
    client, identifier = assigned(lab, expiry_s=60)
    client.subscribe("a", qos=1)
    client.vanish()
    publisher.publish("a", b"1", qos=1)
    back = lab.open()
    answer = back.connect(client_id=identifier, clean_start=False)
    assert answer.session_present
    assert back.messages() == [("a", b"1")]


@states("MQTT-3.2.2-16")
def test_a_client_with_an_identifier_is_told_none(lab: Lab) -> None:
    assert "assigned_client_identifier" not in lab.open().connect(client_id="own").properties
