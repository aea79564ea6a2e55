"""Retain handling and retain as published (MQTT 5.0, sections 3.3.1.3 and 3.8.3.1); the rest is in `both`."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Publish, SubscriptionOptions
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

ALWAYS, WHEN_NEW, NEVER = (SubscriptionOptions(qos=2, retain_handling=handling) for handling in range(3))
KEPT = [("a", b"kept")]


@pytest.fixture(autouse=True)
def kept(publisher: Client) -> None:
    """A message is retained on topic `a`."""
    publisher.publish("a", b"kept", retain=True)


@states("MQTT-3.3.1-9", "MQTT-3.8.4-4")
def test_retain_handling_0_sends_them_at_every_subscribing(client: Client) -> None:
    for _ in range(3):
        client.subscribe_each(("a", ALWAYS))
        assert client.messages() == KEPT


@states("MQTT-3.3.1-10")
def test_retain_handling_1_sends_them_when_the_subscription_is_new(client: Client) -> None:
    client.subscribe_each(("a", WHEN_NEW))
    assert client.messages() == KEPT
    client.subscribe_each(("a", WHEN_NEW))
    assert client.messages() == [], "it is not new"
    client.subscribe_each(("+", WHEN_NEW))
    assert client.messages() == KEPT, "another filter is new"
    client.unsubscribe("a")
    client.subscribe_each(("a", WHEN_NEW))
    assert client.messages() == KEPT, "it is new again"


@states("MQTT-3.3.1-10")
@pytest.mark.parametrize("before", [ALWAYS, NEVER])
def test_retain_handling_1_asks_for_the_filter_not_for_its_options(
    client: Client, before: SubscriptionOptions
) -> None:
    client.subscribe_each(("a", before))
    client.messages()
    client.subscribe_each(("a", WHEN_NEW))
    assert client.messages() == []


@states("MQTT-3.3.1-10")
@pytest.mark.parametrize("is_kept", [True, False])
def test_a_subscription_is_as_old_as_its_session(lab: Lab, is_kept: bool) -> None:
    client = lab.connect("s", properties={"session_expiry_interval": 60 * is_kept})
    client.subscribe_each(("a", WHEN_NEW))
    client.messages()
    client.vanish()
    back = lab.connect("s", clean_start=False)
    back.subscribe_each(("a", WHEN_NEW))
    assert back.messages() == ([] if is_kept else KEPT)


@states("MQTT-3.3.1-11")
def test_retain_handling_2_never_sends_them(client: Client, publisher: Client) -> None:
    for _ in range(2):
        client.subscribe_each(("a", NEVER))
        assert client.messages() == []
    publisher.publish("a", b"live", retain=True)
    assert client.messages() == [("a", b"live")], "what is published from now on comes"


@states("MQTT-3.8.4-4", "MQTT-3.8.4-5")
def test_each_filter_of_a_packet_has_its_own_handling(client: Client, publisher: Client) -> None:
    for topic in ("b", "c"):
        publisher.publish(topic, retain=True)
    client.subscribe_each(("a", NEVER), ("b", ALWAYS), ("c", WHEN_NEW))
    assert [topic for topic, _ in client.messages()] == ["b", "c"]


@states("MQTT-3.3.1-12", "MQTT-3.3.1-13")
@pytest.mark.parametrize("qos", [0, 1, 2])
@pytest.mark.parametrize("retain", [False, True])
@pytest.mark.parametrize("as_published", [False, True])
def test_the_flag_of_what_is_passed_on_is_cleared_unless_it_is_wanted(
    client: Client, publisher: Client, as_published: bool, retain: bool, qos: int
) -> None:
    client.subscribe_each(("b", SubscriptionOptions(qos, retain_as_published=as_published)))
    publisher.publish("b", qos=qos, retain=retain)
    assert client.received_one(Publish).message.retain is (as_published and retain)


@states("MQTT-3.3.1-13")
def test_the_flag_stays_with_a_message_that_waited(lab: Lab, publisher: Client) -> None:
    absent = lab.connect("s", properties={"session_expiry_interval": 60})
    absent.subscribe_each(("b", SubscriptionOptions(1, retain_as_published=True)))
    absent.vanish()
    publisher.publish("b", qos=1, retain=True)
    assert lab.connect("s", clean_start=False).received_one(Publish).message.retain is True


@states("MQTT-3.3.1-12", "MQTT-3.3.1-13")
def test_each_subscriber_has_the_flag_as_it_wants_it(lab: Lab, publisher: Client) -> None:
    clients = [lab.connect("without"), lab.connect("with"), lab.connect("without too")]
    for client, as_published in zip(clients, (False, True, False), strict=True):
        client.subscribe_each(("b", SubscriptionOptions(retain_as_published=as_published)))
    publisher.publish("b", retain=True)
    assert [client.received_one(Publish).message.retain for client in clients] == [False, True, False]


@states("MQTT-3.3.1-9")
@pytest.mark.parametrize("as_published", [False, True])
def test_what_was_retained_before_always_has_the_flag(client: Client, as_published: bool) -> None:
    client.subscribe_each(("a", SubscriptionOptions(retain_as_published=as_published)))
    assert client.received_one(Publish).message.retain is True


@states("MQTT-3.3.1-5", "MQTT-3.3.2-17")
def test_properties_are_retained_with_the_message(client: Client, publisher: Client) -> None:
    properties = {"content_type": "text/plain", "user_properties": (("b", "1"), ("a", "2"))}
    publisher.publish("a", b"new", retain=True, properties=properties)
    client.subscribe("a")
    assert client.received_one(Publish).message.properties == properties


def test_a_shared_subscription_is_sent_nothing_that_was_retained(client: Client) -> None:
    """Section 4.8.2: no retained messages at the subscribing; only what is published from then on."""
    client.subscribe_each(("$share/team/a", ALWAYS))
    assert client.messages() == []
