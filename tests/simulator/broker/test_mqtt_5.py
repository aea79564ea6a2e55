"""The core in MQTT 5, as a class would meet it; statement by statement it is checked in tests/conformance."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_5,
    Disconnect,
    Puback,
    Publish,
    Subscribe,
    SubscriptionOptions,
)
from simulator.broker.reasons import Reason

TOPIC = "lab/u1/lamp"


def connect(lab, client_id: str, **fields):
    return lab.connect(client_id, level=MQTT_5, **fields)


def listen(client, topic_filter: str = "lab/u1/#", identifier: int = 0, **options) -> None:
    properties = {"subscription_identifiers": (identifier,)} if identifier else {}
    client.send(Subscribe(1, ((topic_filter, SubscriptionOptions(**options)),), properties))
    (acknowledgement,) = client.received()
    assert acknowledgement.codes[0] <= 2


def say(
    client, payload: bytes = b"x", topic: str = TOPIC, qos: int = 0, packet_id: int = 1, **fields
) -> None:
    client.send(Publish(Message(topic, payload, qos, **fields), packet_id=packet_id if qos else 0))


def heard(client) -> list[bytes]:
    publishes = [packet for packet in client.received() if isinstance(packet, Publish)]
    for packet in publishes:
        if packet.message.qos == 1:
            client.send(Puback(packet.packet_id))
    return [packet.message.payload for packet in publishes]


def test_properties_reach_the_subscriber_as_they_were_sent(lab) -> None:
    publisher, subscriber = connect(lab, "p"), connect(lab, "s")
    listen(subscriber, identifier=7)
    properties = {
        "content_type": "application/json",
        "response_topic": "lab/u1/answer",
        "correlation_data": b"\x00\x01",
        "user_properties": (("a", "1"), ("a", "2")),
    }
    say(publisher, properties=properties)
    received = subscriber.received_one().message
    assert received.properties == {**properties, "subscription_identifiers": (7,)}


def test_a_shared_subscription_divides_the_messages(lab) -> None:
    publisher = connect(lab, "p")
    workers = [connect(lab, name) for name in ("w1", "w2")]
    for worker in workers:
        listen(worker, "$share/team/lab/u1/#", qos=1)
    for number in range(4):
        say(publisher, str(number).encode(), qos=1, packet_id=number + 1)
    assert [heard(worker) for worker in workers] == [[b"0", b"2"], [b"1", b"3"]]


def test_what_a_worker_never_acknowledged_goes_to_another_when_its_session_ends(lab) -> None:
    publisher = connect(lab, "p")
    first, second = connect(lab, "w1"), connect(lab, "w2")
    for worker in (first, second):
        listen(worker, "$share/team/lab/u1/#", qos=1)
    say(publisher, b"job", qos=1)
    assert [packet.message.payload for packet in first.received()] == [b"job"], "not acknowledged"
    first.vanish()
    assert heard(second) == [b"job"]


def test_a_message_that_waited_too_long_is_not_delivered(lab) -> None:
    sleeper = connect(lab, "s", clean_start=False, properties={"session_expiry_interval": 3600})
    listen(sleeper, qos=1)
    sleeper.vanish()
    publisher = connect(lab, "p")
    say(publisher, b"short", qos=1, properties={"message_expiry_interval": 10})
    say(publisher, b"long", qos=1, packet_id=2, properties={"message_expiry_interval": 100})
    lab.advance(30_000)
    back = connect(lab, "s", clean_start=False)
    (delivered,) = [packet.message for packet in back.received()]
    assert (delivered.payload, delivered.properties) == (b"long", {"message_expiry_interval": 70})


def test_a_delayed_will_is_not_published_when_the_client_comes_back_in_time(lab) -> None:
    watcher = connect(lab, "w")
    listen(watcher)
    will = Message("lab/u1/will", b"gone", properties={"will_delay_interval": 60})
    fields = {"clean_start": False, "will": will, "properties": {"session_expiry_interval": 3600}}
    connect(lab, "c", **fields).vanish()
    lab.advance(59_000)
    client = connect(lab, "c", **fields)
    lab.advance(120_000)
    assert heard(watcher) == []
    client.vanish()
    lab.advance(60_000)
    assert heard(watcher) == [b"gone"]


def test_a_session_ends_when_its_time_is_over(lab) -> None:
    connect(lab, "c", clean_start=False, properties={"session_expiry_interval": 60}).vanish()
    lab.advance(59_000)
    client, answer = lab.try_connect(
        "c", level=MQTT_5, clean_start=False, properties={"session_expiry_interval": 60}
    )
    assert answer.session_present
    client.vanish()
    lab.advance(60_000)
    _, answer = lab.try_connect("c", level=MQTT_5, clean_start=False)
    assert not answer.session_present


def test_a_denied_publish_says_why_in_both_languages(lab) -> None:
    client = connect(lab, "c")
    say(client, topic="lab/u2/lamp", qos=1)
    answer = client.received_one()
    assert answer.code == Reason.NOT_AUTHORIZED
    assert "outside your lab" in answer.properties["reason_string"]
    assert "بیرون از آزمایشگاه" in answer.properties["reason_string"]


def test_who_wants_no_explanations_gets_the_code_alone(lab) -> None:
    client = connect(lab, "c", properties={"request_problem_information": 0})
    say(client, topic="lab/u2/lamp", qos=1)
    assert client.received_one() == Puback(1, Reason.NOT_AUTHORIZED)


def test_a_publisher_learns_that_nobody_listens(lab) -> None:
    client = connect(lab, "c")
    say(client, qos=1)
    assert client.received_one() == Puback(1, Reason.NO_MATCHING_SUBSCRIBERS)


def test_whose_place_is_taken_is_told_so(lab) -> None:
    old = connect(lab, "c")
    connect(lab, "c")
    goodbye = old.received_one()
    assert isinstance(goodbye, Disconnect)
    assert goodbye.code == Reason.SESSION_TAKEN_OVER


def test_no_more_is_under_way_than_the_client_takes(lab) -> None:
    publisher = connect(lab, "p")
    subscriber = connect(lab, "s", properties={"receive_maximum": 2})
    listen(subscriber, qos=1)
    for number in range(3):
        say(publisher, str(number).encode(), qos=1, packet_id=number + 1)
    first, second = subscriber.received()
    subscriber.send(Puback(first.packet_id))
    assert [packet.message.payload for packet in (first, second, *subscriber.received())] == [
        b"0",
        b"1",
        b"2",
    ]


def test_topics_are_abbreviated_as_far_as_the_client_allows(lab) -> None:
    publisher = connect(lab, "p")
    subscriber = connect(lab, "s", properties={"topic_alias_maximum": 1})
    listen(subscriber)
    for topic in ("lab/u1/a", "lab/u1/b", "lab/u1/a"):
        say(publisher, topic=topic)
    seen = [(packet.message.topic, packet.message.properties) for packet in subscriber.received()]
    assert seen == [("lab/u1/a", {"topic_alias": 1}), ("lab/u1/b", {}), ("", {"topic_alias": 1})]


def test_no_message_is_lost_because_an_alias_makes_it_too_large(lab) -> None:
    """A new alias takes three bytes; without one the packet has 24."""
    publisher = connect(lab, "p")
    subscriber = connect(lab, "s", properties={"topic_alias_maximum": 9, "maximum_packet_size": 24})
    listen(subscriber)
    say(publisher, b"x" * 11, "lab/u1/a")
    seen = [(packet.message.topic, packet.message.properties) for packet in subscriber.received()]
    assert seen == [("lab/u1/a", {})]


def test_an_alias_longer_than_its_topic_is_left_out_where_it_does_not_fit(lab) -> None:
    """`t` by its alias is two bytes longer than `t`."""
    publisher = connect(lab, "p", user="house")
    subscriber = connect(
        lab, "s", user="house", properties={"topic_alias_maximum": 1, "maximum_packet_size": 20}
    )
    listen(subscriber, "t")
    for length in (11, 12, 14):
        say(publisher, b"x" * length, topic="t")
    seen = [
        (packet.message.topic, len(packet.message.payload), packet.message.properties)
        for packet in subscriber.received()
    ]
    assert seen == [
        ("t", 11, {"topic_alias": 1}),
        ("", 12, {"topic_alias": 1}),
        ("t", 14, {}),
    ]


@pytest.mark.parametrize("retain_as_published", [False, True])
def test_the_retain_flag_stays_only_where_it_is_wanted(lab, retain_as_published: bool) -> None:
    publisher, subscriber = connect(lab, "p"), connect(lab, "s")
    listen(subscriber, retain_as_published=retain_as_published)
    say(publisher, retain=True)
    assert subscriber.received_one().message.retain == retain_as_published


@pytest.mark.parametrize("qos", [0, 1])
def test_the_retain_flag_is_gone_when_the_session_is_resumed_in_3_1_1(lab, qos: int) -> None:
    lasting = connect(lab, "s", properties={"session_expiry_interval": 60})
    listen(lasting, retain_as_published=True, qos=1)
    lasting.vanish()
    resumed = lab.connect("s", clean_start=False)
    say(connect(lab, "p"), retain=True, qos=qos)
    assert not resumed.received_one().message.retain


def test_nobody_hears_the_own_messages_with_no_local(lab) -> None:
    client, other = connect(lab, "c"), connect(lab, "o")
    listen(client, no_local=True)
    say(client, b"mine")
    say(other, b"theirs")
    assert heard(client) == [b"theirs"]


def test_the_brokers_own_figures_are_there_for_who_may_read_all(lab) -> None:
    house = connect(lab, "h", user="house")
    connected = "$SYS/broker/clients/connected"
    house.send(Subscribe(1, ((connected, SubscriptionOptions()),)))
    assert heard(house) == [b"1"]
    connect(lab, "c")
    lab.advance(10_000)
    assert heard(house) == [b"2"]


def test_without_a_listener_the_broker_has_nothing_to_do(lab) -> None:
    """So that a simulated day has no instants that only the broker's own figures would make."""
    connect(lab, "c")
    assert lab.broker.next_due_ms() is None
