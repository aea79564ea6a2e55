"""Topic names and filters (both versions of MQTT, section 4.7); pure matching: tests/simulator/broker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Packet, Publish, Unsubscribe
from tests.conformance.client import Client, subscribe_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5

Naming = Callable[[str], Packet]


def publish(topic: str) -> Packet:
    return Publish(Message(topic, b"x"))


def subscribe(topic_filter: str) -> Packet:
    return subscribe_packet(1, [(topic_filter, 0)])


def unsubscribe(topic_filter: str) -> Packet:
    return Unsubscribe(1, (topic_filter,))


REQUESTS = pytest.mark.parametrize("name", [subscribe, unsubscribe])


def reaches(lab: Lab, topic_filter: str, topic: str) -> bool:
    """Whether a message gets through, live and as a retained one; both ways must agree."""
    client, publisher = lab.connect("s"), lab.connect("p")
    client.subscribe(topic_filter)
    client.messages()
    publisher.publish(topic, b"1", retain=True)
    live = (topic, b"1") in client.messages()
    client.subscribe(topic_filter)
    kept = (topic, b"1") in client.messages()
    publisher.publish(topic, b"", retain=True)
    assert live is kept, f"{topic_filter} treats {topic} differently when it is retained"
    return live


@pytest.fixture
def client(lab: Lab) -> Client:
    return lab.connect()


@states_3_1_1("MQTT-4.7.1-2")
@states_5("MQTT-4.7.1-1")
@pytest.mark.parametrize("wrong", ["a#", "a/b#", "#a", "#/a", "a/#/b", "##", "a/##", "#/", "a/#/"])
@REQUESTS
def test_a_hash_elsewhere_closes_the_connection(client: Client, wrong: str, name: Naming) -> None:
    client.send(name(wrong))
    client.expect_end()


@states_3_1_1("MQTT-4.7.1-2")
@states_5("MQTT-4.7.1-1")
@pytest.mark.parametrize(
    ("topic_filter", "topic", "matches"),
    [
        ("#", "a", True),
        ("#", "/", True),
        ("#", "a/b/c", True),
        ("sport/#", "sport", True),
        ("sport/#", "sport/", True),
        ("sport/#", "sport/tennis/player1", True),
        ("sport/#", "sports", False),
        ("sport/#", "a/sport", False),
        ("/#", "a", False),
        ("/#", "/a", True),
    ],
)
def test_a_hash_stands_for_the_parent_and_all_below(
    lab: Lab, topic_filter: str, topic: str, matches: bool
) -> None:
    assert reaches(lab, topic_filter, topic) is matches


@states_3_1_1("MQTT-4.7.1-3")
@states_5("MQTT-4.7.1-2")
@pytest.mark.parametrize("wrong", ["a+", "+a", "a/b+", "a/+b/c", "++", "a/++", "+#", "#+"])
@REQUESTS
def test_a_plus_beside_other_characters_closes_the_connection(
    client: Client, wrong: str, name: Naming
) -> None:
    client.send(name(wrong))
    client.expect_end()


@states_3_1_1("MQTT-4.7.1-3")
@states_5("MQTT-4.7.1-2")
@pytest.mark.parametrize(
    ("topic_filter", "topic", "matches"),
    [
        ("+", "a", True),
        ("+", "a/b", False),
        ("+", "/a", False),
        ("+/+", "/a", True),
        ("/+", "/a", True),
        ("a/+", "a", False),
        ("a/+", "a/", True),
        ("a/+/c", "a/b/c", True),
        ("a/+/c", "a//c", True),
        ("a/+/c", "a/b/b/c", False),
        ("+/b/#", "a/b", True),
        ("+/b/#", "a/b/c/d", True),
    ],
)
def test_a_plus_stands_for_one_level(lab: Lab, topic_filter: str, topic: str, matches: bool) -> None:
    assert reaches(lab, topic_filter, topic) is matches


@states_3_1_1("MQTT-4.7.2-1")
@states_5("MQTT-4.7.2-1")
@pytest.mark.parametrize("topic", ["$SYS", "$SYS/x", "$SYS/x/y", "$other/x"])
@pytest.mark.parametrize("topic_filter", ["#", "+", "+/#", "+/x", "+/+", "+/x/#"])
def test_a_leading_wildcard_matches_no_topic_of_the_server(lab: Lab, topic_filter: str, topic: str) -> None:
    assert not reaches(lab, topic_filter, topic)


@states_3_1_1("MQTT-4.7.2-1")
@states_5("MQTT-4.7.2-1")
@pytest.mark.parametrize(
    ("topic_filter", "topic"), [("$SYS/#", "$SYS/x"), ("$SYS/+", "$SYS/x"), ("+/$x", "a/$x"), ("a/+", "a/$x")]
)
def test_other_wildcards_match_topics_with_a_dollar(lab: Lab, topic_filter: str, topic: str) -> None:
    assert reaches(lab, topic_filter, topic)


@states_3_1_1("MQTT-4.7.3-1")
@states_5("MQTT-4.7.3-1")
@pytest.mark.parametrize("name", [publish, subscribe, unsubscribe])
def test_an_empty_topic_or_filter_closes_the_connection(client: Client, name: Naming) -> None:
    client.send(name(""))
    client.expect_end()


@states_3_1_1("MQTT-4.7.3-3")
@states_5("MQTT-4.7.3-3")
def test_a_topic_of_65535_bytes_is_delivered(lab: Lab) -> None:
    assert reaches(lab, "#", "x" * 65_535)
    assert reaches(lab, "x" * 65_535, "x" * 65_535)


@states_3_1_1("MQTT-4.7.3-4")
@states_5("MQTT-4.7.3-4")
@pytest.mark.parametrize(
    ("topic_filter", "topic"),
    [
        ("accounts", "Accounts"),
        ("a", "a "),
        ("a", "/a"),
        ("a/b", "a//b"),
        ("a", "a/"),
        ("a/../b", "b"),
        ("caf\u00e9", "cafe\u0301"),
        ("كتاب", "کتاب"),
        ("%61", "a"),
        ("a*", "ab"),
        ("a.c", "abc"),
    ],
)
def test_topics_and_filters_are_compared_as_they_are(lab: Lab, topic_filter: str, topic: str) -> None:
    assert not reaches(lab, topic_filter, topic)
    assert reaches(lab, topic, topic)
    assert reaches(lab, topic_filter, topic_filter)
