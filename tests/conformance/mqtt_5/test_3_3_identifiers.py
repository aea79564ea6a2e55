"""Overlapping subscriptions and subscription identifiers (MQTT 5.0, sections 3.3.2.3.8 and 3.3.4)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Publish, SubscriptionOptions
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states


def subscribe(client: Client, topic_filter: str, identifier: int | None, qos: int = 0) -> None:
    properties = {} if identifier is None else {"subscription_identifiers": (identifier,)}
    client.subscribe_each((topic_filter, SubscriptionOptions(qos)), properties=properties)


def identifiers(client: Client) -> tuple[int, ...]:
    """Those of the only message that came."""
    return client.received_one(Publish).message.properties.get("subscription_identifiers", ())


@states("MQTT-3.3.4-3", "MQTT-3.3.4-4", "MQTT-3.3.4-5")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_the_single_copy_has_the_identifiers_of_all_that_match(
    client: Client, publisher: Client, qos: int
) -> None:
    for topic_filter, identifier in [("a/b", 1), ("a/+", 200), ("#", None), ("b/#", 4), ("+/b", 268_435_455)]:
        subscribe(client, topic_filter, identifier, qos)
    publisher.publish("a/b", qos=qos)
    assert sorted(identifiers(client)) == [1, 200, 268_435_455]


@states("MQTT-3.3.4-4")
def test_subscriptions_with_one_identifier_name_it_for_each(client: Client, publisher: Client) -> None:
    for topic_filter in ("a", "#"):
        subscribe(client, topic_filter, 7)
    publisher.publish("a")
    assert set(identifiers(client)) == {7}


@states("MQTT-3.3.4-3")
def test_without_an_identifier_there_is_none(client: Client, publisher: Client) -> None:
    subscribe(client, "a", None)
    publisher.publish("a")
    assert identifiers(client) == ()


@states("MQTT-3.3.4-3")
def test_one_packet_gives_its_identifier_to_all_its_filters(client: Client, publisher: Client) -> None:
    options = SubscriptionOptions()
    client.subscribe_each(("a", options), ("b", options), properties={"subscription_identifiers": (9,)})
    for topic in ("a", "b"):
        publisher.publish(topic)
        assert identifiers(client) == (9,)


@states("MQTT-3.3.4-3", "MQTT-3.8.4-3")
@pytest.mark.parametrize("after", [2, None])
def test_the_same_filter_again_replaces_its_identifier(
    client: Client, publisher: Client, after: int | None
) -> None:
    for identifier in (1, after):
        subscribe(client, "a", identifier)
    publisher.publish("a")
    assert identifiers(client) == (() if after is None else (after,))


@states("MQTT-3.3.4-3")
def test_everybody_sees_his_own_identifiers(lab: Lab, publisher: Client) -> None:
    clients = [lab.connect(f"c{number}") for number in range(3)]
    for number, client in enumerate(clients):
        subscribe(client, "a", number or None)
    publisher.publish("a")
    assert [identifiers(client) for client in clients] == [(), (1,), (2,)]


@states("MQTT-3.3.4-3", "MQTT-3.1.2-23")
def test_identifiers_are_part_of_the_session(lab: Lab, publisher: Client) -> None:
    client = lab.connect("s", properties={"session_expiry_interval": 60})
    subscribe(client, "a", 5, qos=1)
    client.vanish()
    publisher.publish("a", qos=1)
    back = lab.connect("s", clean_start=False)
    assert identifiers(back) == (5,)
    publisher.publish("a")
    assert identifiers(back) == (5,)


@states("MQTT-3.3.4-3")
def test_retained_messages_name_the_subscription_that_asked_for_them(
    client: Client, publisher: Client
) -> None:
    publisher.publish("a", retain=True)
    for topic_filter, identifier in (("a", 1), ("#", 2)):
        subscribe(client, topic_filter, identifier)
        assert identifiers(client) == (identifier,)


@states("MQTT-3.3.4-3")
def test_a_shared_message_names_the_shared_subscription(client: Client, publisher: Client) -> None:
    subscribe(client, "$share/team/a", 3)
    publisher.publish("a")
    assert identifiers(client) == (3,)


@states("MQTT-3.3.4-2", "MQTT-3.8.4-8")
@pytest.mark.parametrize("qualities", [(0, 1), (1, 0), (2, 1), (0, 2)])
def test_the_single_copy_has_the_highest_quality_of_service(
    client: Client, publisher: Client, qualities: tuple[int, int]
) -> None:
    for topic_filter, qos in zip(("a", "#"), qualities, strict=True):
        subscribe(client, topic_filter, 1, qos)
    publisher.publish("a", qos=2)
    assert client.received_one(Publish).message.qos == max(qualities)
