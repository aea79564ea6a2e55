"""Sessions that end with their connection or outlive it (both versions of MQTT, section 3.1.2.4)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Disconnect, Publish, Pubrec
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


def come_back(lab: Lab, clean_start: bool = False) -> tuple[Client, bool]:
    """The client `s` anew, and whether the broker had its session."""
    client = lab.open()
    fields = {**lab.lasting, "clean_start": clean_start}
    return client, client.connect(client_id="s", **fields).session_present


@pytest.fixture
def lasting(lab: Lab) -> Client:
    """A client `s` whose session is to be kept and which subscribes to everything."""
    client = lab.connect("s", **lab.lasting)
    client.subscribe("#", qos=2)
    return client


@states_3_1_1("MQTT-3.1.2-4", "MQTT-4.1.0-1", "MQTT-3.2.2-2")
@states_5("MQTT-3.1.2-5", "MQTT-3.1.4-4", "MQTT-3.1.2-23", "MQTT-3.2.2-3")
@pytest.mark.parametrize("leave", ["disconnect", "vanish"])
def test_a_session_is_kept_and_resumed(lab: Lab, lasting: Client, leave: str) -> None:
    if leave == "disconnect":
        lasting.send(Disconnect())
    else:
        lasting.vanish()
    lab.advance(10**9)
    client, present = come_back(lab)
    assert present
    lab.connect("publisher").publish("a", b"1")
    assert client.messages() == [("a", b"1")], "the subscription belongs to the session"


@states_3_1_1("MQTT-3.1.2-4", "MQTT-3.2.2-3")
@states_5("MQTT-3.1.2-6", "MQTT-3.2.2-3")
def test_without_a_session_a_new_one_is_begun(lab: Lab) -> None:
    client, present = come_back(lab)
    assert not present
    client.vanish()
    _, present = come_back(lab)
    assert present


@states_3_1_1("MQTT-3.1.2-5", "MQTT-4.5.0-1")
@states_5("MQTT-3.1.2-23", "MQTT-4.5.0-1")
def test_messages_at_qos_1_and_2_wait_for_an_absent_client(lab: Lab, lasting: Client) -> None:
    lasting.vanish()
    publisher = lab.connect("publisher")
    for qos in (1, 2):
        publisher.publish("a", b"%d" % qos, qos)
    client, _ = come_back(lab)
    waited = [(publish.message.payload, publish.message.qos) for publish in client.publishes()]
    assert waited == [(b"1", 1), (b"2", 2)]


@states_3_1_1("MQTT-3.1.2-6", "MQTT-3.1.4-3")
@states_5("MQTT-3.1.2-4", "MQTT-3.1.4-4")
def test_a_clean_start_discards_what_was_there_before(lab: Lab, lasting: Client) -> None:
    publisher = lab.connect("publisher")
    publisher.publish("a", b"sent", 1)
    publisher.publish("a", b"half way", 2)
    lasting.send(Pubrec(lasting.publishes()[1].packet_id))
    lasting.publish("b", qos=2, packet_id=5)
    lasting.vanish()
    publisher.publish("a", b"waiting", 1)
    client, present = come_back(lab, clean_start=True)
    publisher.publish("a", b"live", 1)
    assert not present
    assert client.received() == [], "neither messages nor subscriptions nor releases are left"
    client.subscribe("b")
    client.publish("b", b"new", qos=2, packet_id=5)
    assert ("b", b"new") in client.messages(), "nor the memory of identifiers received"


@states_3_1_1("MQTT-3.1.2-6")
@states_5("MQTT-3.1.2-23", "MQTT-4.1.0-2")
def test_a_session_that_is_not_to_be_kept_ends_with_its_connection(lab: Lab) -> None:
    client = lab.connect("s")
    client.subscribe("a", qos=1)
    publisher = lab.connect("publisher")
    publisher.publish("a", b"not acknowledged", qos=1)
    client.vanish()
    publisher.publish("a", b"while away", qos=1)
    again, present = come_back(lab)
    publisher.publish("a", b"later", qos=1)
    assert not present
    assert again.received() == []


@states_3_1_1("MQTT-3.1.2-6")
@states_5("MQTT-3.1.2-23", "MQTT-4.1.0-2")
def test_a_session_that_is_not_to_be_kept_cannot_be_taken_over(lab: Lab) -> None:
    client = lab.connect("s")
    client.subscribe("a", qos=1)
    again, present = come_back(lab)
    lab.connect("publisher").publish("a", qos=1)
    assert not present
    assert again.received() == []


@states_3_1_1("MQTT-3.1.2-7")
@states_5("MQTT-3.3.1-5")
@pytest.mark.parametrize("clean_start", [True, False])
def test_retained_messages_outlive_the_session(lab: Lab, clean_start: bool) -> None:
    client = lab.connect("s", clean_start=clean_start)
    client.publish("a", b"kept", retain=True)
    client.send(Disconnect())
    client, present = come_back(lab, clean_start=True)
    assert not present
    client.send(Disconnect())
    other = lab.connect("other")
    other.subscribe("a")
    assert other.received_one(Publish).message.payload == b"kept"


@states_3_1_1("MQTT-3.1.4-2", "MQTT-3.1.2-4")
@states_5("MQTT-3.1.4-3", "MQTT-3.1.2-5", "MQTT-3.1.4-4")
def test_a_session_that_is_taken_over_is_resumed(lab: Lab, lasting: Client) -> None:
    client, present = come_back(lab)
    assert lasting.is_closed
    assert present
    lab.connect("publisher").publish("a", b"1")
    assert client.messages() == [("a", b"1")]
