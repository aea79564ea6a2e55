"""What a message carries besides its payload (MQTT 5.0, section 3.3.2.3)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Publish
from simulator.broker.properties import Properties
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import field, packet, properties, text_pair

FORMAT, CONTENT_TYPE = states("MQTT-3.3.2-4"), states("MQTT-3.3.2-20")
RESPONSE_TOPIC, CORRELATION = states("MQTT-3.3.2-15"), states("MQTT-3.3.2-16")
USER = states("MQTT-3.3.2-17", "MQTT-3.3.2-18")
MANY = tuple((name, str(number)) for number, name in enumerate("bacabcab" * 10))
UNALTERED = [
    pytest.param({"payload_format_indicator": 0}, marks=FORMAT, id="bytes"),
    pytest.param({"payload_format_indicator": 1}, marks=FORMAT, id="text"),
    pytest.param({"content_type": "application/json; charset=utf-8"}, marks=CONTENT_TYPE, id="content type"),
    pytest.param({"content_type": "نوع"}, marks=CONTENT_TYPE, id="Persian content type"),
    pytest.param({"content_type": ""}, marks=CONTENT_TYPE, id="empty content type"),
    pytest.param({"response_topic": "answers/here"}, marks=RESPONSE_TOPIC, id="response topic"),
    pytest.param({"response_topic": "/ /"}, marks=RESPONSE_TOPIC, id="odd response topic"),
    pytest.param({"correlation_data": bytes(range(256))}, marks=CORRELATION, id="correlation data"),
    pytest.param({"correlation_data": b""}, marks=CORRELATION, id="empty correlation data"),
    pytest.param({"user_properties": (("name", "value"),)}, marks=USER, id="user property"),
    pytest.param({"user_properties": (("", ""),)}, marks=USER, id="empty user property"),
    pytest.param({"user_properties": MANY}, marks=USER, id="user properties in no order of ours"),
    pytest.param(
        {
            "payload_format_indicator": 1,
            "content_type": "text/plain",
            "response_topic": "answers",
            "correlation_data": b"7",
            "user_properties": (("z", "1"), ("a", "2"), ("z", "1")),
        },
        marks=[FORMAT, CONTENT_TYPE, RESPONSE_TOPIC, CORRELATION, USER],
        id="all at once",
    ),
]


@pytest.mark.parametrize("qos", [0, 1, 2])
@pytest.mark.parametrize("sent", UNALTERED)
def test_a_property_is_passed_on_unaltered(
    subscriber: Client, publisher: Client, sent: Properties, qos: int
) -> None:
    publisher.publish("a", b"1", qos, properties=sent)
    assert subscriber.received_one(Publish).message == Message("a", b"1", qos, properties=sent)


@pytest.mark.parametrize("sent", UNALTERED)
def test_a_property_is_passed_on_unaltered_to_who_was_absent(
    lab: Lab, subscriber: Client, publisher: Client, sent: Properties
) -> None:
    subscriber.vanish()
    publisher.publish("a", b"1", qos=1, properties=sent)
    for duplicate in (False, True):
        back = lab.connect("subscriber", clean_start=False, properties={"session_expiry_interval": 60})
        found = back.received_one(Publish)
        assert (found.duplicate, found.message.properties) == (duplicate, sent)
        back.vanish()


@states("MQTT-3.3.2-18")
def test_user_properties_keep_their_order_between_other_properties(client: Client) -> None:
    client.subscribe("a")
    mixed = properties(
        text_pair("b", "1"), b"\1\1", text_pair("a", "2"), b"\3" + field("x"), text_pair("b", "3")
    )
    client.send_bytes(packet(0x30, field("a"), mixed, b"1"))
    found = client.received_one(Publish).message.properties["user_properties"]
    assert found == (("b", "1"), ("a", "2"), ("b", "3"))


@states("MQTT-3.3.2-14", "MQTT-4.7.0-1")
@pytest.mark.parametrize("topic", ["#", "+", "a/#", "a/+/b", "a+", "#b"])
def test_a_response_topic_with_a_wildcard_closes_the_connection(
    subscriber: Client, client: Client, topic: str
) -> None:
    client.publish("a", properties={"response_topic": topic})
    assert client.expect_end() == Reason.PROTOCOL_ERROR
    assert subscriber.messages() == []


@states("MQTT-3.3.2-17")
def test_clients_of_the_older_version_are_sent_the_message_alone(lab: Lab, publisher: Client) -> None:
    older = Client(lab.broker)
    older.connect(client_id="older")
    older.subscribe("a", qos=1)
    publisher.publish("a", b"1", 1, properties={"user_properties": (("name", "value"),)})
    assert older.messages() == [("a", b"1")]
