"""The client identifier of CONNECT (both versions of MQTT, section 3.1.3.1)."""

from __future__ import annotations

import string

import pytest

from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from simulator.broker.reasons import Reason
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


@states_3_1_1("MQTT-3.1.3-2")
@states_5("MQTT-3.1.3-2")
def test_the_client_identifier_names_the_session(lab: Lab) -> None:
    for client_id in ("a", "A", "a "):
        client = lab.connect(client_id, **lab.lasting)
        client.subscribe(client_id)
        client.vanish()
    resumed = lab.connect("A", **lab.lasting)
    for topic in ("a", "A", "a "):
        lab.connect("publisher").publish(topic)
    assert [topic for topic, _ in resumed.messages()] == ["A"]


@states_3_1_1("MQTT-3.1.3-5")
@states_5("MQTT-3.1.3-5")
@pytest.mark.parametrize(
    "client_id",
    [*string.digits, *string.ascii_letters, *("x" * length for length in range(2, 24))],
)
def test_short_identifiers_of_digits_and_latin_letters_are_allowed(lab: Lab, client_id: str) -> None:
    lab.connect(client_id)


@states_3_1_1("MQTT-3.1.3-6")
@states_5("MQTT-3.1.3-6")
def test_a_client_without_an_identifier_is_given_one_of_its_own(lab: Lab) -> None:
    first, second = lab.connect(""), lab.connect("")
    for client in (first, second):
        assert not client.is_closed, "two clients have the same identifier"
        client.subscribe("a")
    lab.connect("publisher").publish("a", b"1")
    assert (first.messages(), second.messages()) == ([("a", b"1")], [("a", b"1")])


@states_3_1_1("MQTT-3.1.3-9", "MQTT-3.2.2-4", "MQTT-3.2.2-5")
@states_5("MQTT-3.1.3-8", "MQTT-3.2.2-6", "MQTT-3.2.2-7")
def test_an_identifier_that_is_not_to_be_had_is_refused(lab: Lab, level: int) -> None:
    lab.broker.attach(lab.users["u"], "reserved", lambda _: None)
    client = lab.open()
    answer = client.connect(client_id="reserved")
    assert answer.code == {MQTT_3_1_1: 2, MQTT_5: Reason.CLIENT_IDENTIFIER_NOT_VALID}[level]
    assert client.is_closed
