"""SUBSCRIBE and SUBACK (MQTT 5.0, sections 3.8 and 3.9), where MQTT 3.1.1 differs; the rest is in `both`."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, Publish, SubscriptionOptions
from simulator.broker.reasons import Reason
from tests.conformance.client import Client, subscribe_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import field, packet

NO_LOCAL = SubscriptionOptions(2, no_local=True)


@states("MQTT-3.8.3-5")
@pytest.mark.parametrize("bits", [0x40, 0x80, 0xC0])
def test_reserved_bits_close_the_connection(client: Client, bits: int) -> None:
    options = bytes((bits,))
    client.send_bytes(packet(0x82, b"\0\1\0", field("a"), b"\0", field("b"), options))
    assert client.expect_end() == Reason.MALFORMED_PACKET


@states("MQTT-4.13.1-1")
@pytest.mark.parametrize("options", [0x03, 0x30], ids=["QoS 3", "retain handling 3"])
def test_options_out_of_range_close_the_connection(client: Client, options: int) -> None:
    client.send_bytes(packet(0x82, b"\0\1\0", field("a"), bytes((options,))))
    assert client.expect_end() == Reason.PROTOCOL_ERROR


@states("MQTT-3.8.3-3")
@pytest.mark.parametrize("qos", [0, 1, 2])
@pytest.mark.parametrize("retain", [False, True])
def test_with_no_local_own_messages_do_not_come_back(
    lab: Lab, client: Client, publisher: Client, qos: int, retain: bool
) -> None:
    client.subscribe_each(("a", NO_LOCAL))
    client.publish("a", b"own", qos, retain=retain)
    publisher.publish("a", b"another's", qos)
    assert [publish.message.payload for publish in client.publishes()] == [b"another's"]


@states("MQTT-3.8.3-3")
def test_own_is_what_came_under_the_same_identifier(lab: Lab, client: Client) -> None:
    client.subscribe_each(("a", NO_LOCAL))
    lab.connect("other").publish("a", b"same user, another client")
    assert client.messages() == [("a", b"same user, another client")]


@states("MQTT-3.8.3-3")
def test_own_messages_stay_own_across_connections(lab: Lab) -> None:
    client = lab.connect("c", properties={"session_expiry_interval": 60})
    client.subscribe_each(("a", NO_LOCAL))
    client.vanish()
    back = lab.connect("c", clean_start=False)
    back.publish("a", qos=1)
    assert back.publishes() == []


@states("MQTT-3.8.3-3")
def test_another_subscription_may_want_own_messages_all_the_same(client: Client) -> None:
    client.subscribe_each(("a", NO_LOCAL), ("#", SubscriptionOptions(1)))
    client.publish("a", qos=2)
    assert client.received()[0] == Publish(Message("a", b"x", 1), packet_id=1)


@states("MQTT-3.8.3-3")
def test_the_own_will_is_an_own_message(lab: Lab) -> None:
    kept = {"session_expiry_interval": 60}
    client = lab.connect("c", will=Message("a", b"gone", 1), properties=kept)
    client.subscribe_each(("a", NO_LOCAL))
    client.vanish()
    assert lab.connect("c", clean_start=False).received() == []


@states("MQTT-3.8.3-4", "MQTT-4.13.1-1")
def test_no_local_on_a_shared_subscription_closes_the_connection(client: Client) -> None:
    client.send(subscribe_packet(1, [("$share/team/a", NO_LOCAL)]))
    assert client.expect_end() == Reason.PROTOCOL_ERROR


@states("MQTT-3.8.4-3", "MQTT-3.8.4-4")
def test_replacing_a_subscription_replaces_all_of_its_options(client: Client, publisher: Client) -> None:
    client.subscribe_each(("a", SubscriptionOptions(2, no_local=True, retain_as_published=True)))
    client.subscribe_each(("a", SubscriptionOptions(0)))
    client.publish("a", b"own")
    publisher.publish("a", b"1", qos=2, retain=True)
    publishes = client.publishes()
    assert [publish.message.payload for publish in publishes] == [b"own", b"1"]
    assert (publishes[1].message.qos, publishes[1].message.retain) == (0, False)


@states("MQTT-3.8.4-4")
def test_nothing_is_missed_or_doubled_by_replacing(client: Client, publisher: Client) -> None:
    client.subscribe("a", qos=1)
    publisher.publish("a", b"before", qos=1)
    client.send(subscribe_packet(2, [("a", SubscriptionOptions(1, retain_handling=2))]))
    publisher.publish("a", b"after", qos=1)
    assert [payload for _, payload in client.messages()] == [b"before", b"after"]


@states("MQTT-3.8.4-6", "MQTT-3.8.4-7", "MQTT-3.9.3-1", "MQTT-3.9.3-2")
def test_every_filter_has_its_code_at_its_place() -> None:
    lab = Lab(MQTT_5, subscriptions=3)
    guest = lab.connect(username="guest")
    requests = [
        ("guest/a", 2),
        ("elsewhere", 1),
        ("guest/b", 0),
        ("guest/c", 1),
        ("guest/d", 1),
        ("guest/a", 0),
    ]
    refused, too_many = Reason.NOT_AUTHORIZED, Reason.QUOTA_EXCEEDED
    assert guest.subscribe_each(*requests) == (2, refused, 0, 1, too_many, 0)


@states("MQTT-3.8.4-7", "MQTT-3.9.3-2")
@pytest.mark.parametrize("topic_filter", ["#", "+/a", "guests/a", "$share/team/#", "$share/team/a", "$lab/#"])
def test_a_filter_that_reaches_too_far_is_refused(lab: Lab, topic_filter: str) -> None:
    guest = lab.connect(username="guest")
    assert guest.subscribe(topic_filter) == (Reason.NOT_AUTHORIZED,)
    assert not guest.is_closed
