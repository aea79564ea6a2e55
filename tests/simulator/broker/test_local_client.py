"""Clients inside the broker's own process."""

from __future__ import annotations

import pytest

from simulator.broker.authority import User
from simulator.broker.errors import ClientIdentifierTaken, ProtocolError
from simulator.broker.message import Message
from simulator.broker.packets import Publish

HOUSE = User("house", "#")
U1 = User("u1", "lab/u1")
TOPIC = "lab/u1/x"


def test_it_hears_others_and_others_hear_it(lab) -> None:
    heard: list[Message] = []
    local = lab.broker.attach(HOUSE, "gateway", heard.append)
    client = lab.connect()
    client.subscribe("lab/u1/#")
    assert local.subscribe("lab/+/set", qos=1)
    assert local.publish(Message(TOPIC, b"1", retain=True))
    client.publish("lab/u1/set", b"2", qos=2)
    assert client.messages() == [(TOPIC, b"1"), ("lab/u1/set", b"2")]
    assert heard == [Message("lab/u1/set", b"2", qos=1)]


def test_it_is_greeted_by_what_is_retained(lab) -> None:
    heard: list[Message] = []
    lab.connect().publish(TOPIC, b"1", qos=1, retain=True)
    lab.broker.attach(HOUSE, "gateway", heard.append).subscribe("#")
    assert heard == [Message(TOPIC, b"1", retain=True)]


def test_an_answer_does_not_overtake_the_message_it_answers(lab) -> None:
    gateway = lab.broker.attach(HOUSE, "gateway", lambda _: gateway.publish(Message("lab/u1/state", b"ON")))
    gateway.subscribe("lab/u1/set")
    client = lab.connect()
    client.subscribe("lab/u1/#")
    client.publish("lab/u1/set", b"ON")
    assert [topic for topic, _ in client.messages()] == ["lab/u1/set", "lab/u1/state"]


def test_it_is_held_to_its_users_authority(lab) -> None:
    heard: list[Message] = []
    local = lab.broker.attach(U1, "local", heard.append)
    assert not local.subscribe("#")
    assert not local.publish(Message("lab/u2/x", b"1"))
    assert lab.details("denied") == ["subscribe", "publish"]


@pytest.mark.parametrize("topic", ["", "a/+", "a\0", "x" * 65_536, "خ" * 32_768, "a\ud800"])
def test_it_cannot_use_what_is_no_topic(lab, topic: str) -> None:
    lab.connect("watcher", "house").subscribe("#")
    local = lab.broker.attach(HOUSE, "local", lambda _: None)
    with pytest.raises(ProtocolError):
        local.publish(Message(topic, b""))
    with pytest.raises(ProtocolError):
        local.subscribe(topic.replace("+", "+x"))


def test_its_identifier_cannot_be_taken_over(lab) -> None:
    """The house cannot be thrown out, not even with the house's own credentials."""
    lab.broker.attach(HOUSE, "gateway", lambda _: None)
    client, answer = lab.try_connect("gateway", "house")
    assert answer.code == 2
    assert client.is_closed
    with pytest.raises(ClientIdentifierTaken):
        lab.broker.attach(HOUSE, "gateway", lambda _: None)


def test_it_takes_over_a_session_of_the_network(lab) -> None:
    client = lab.connect("gateway", "house", clean_start=False)
    lab.broker.attach(HOUSE, "gateway", lambda _: None)
    assert client.is_closed


def test_detaching_ends_subscriptions_and_frees_the_identifier(lab) -> None:
    heard: list[Message] = []
    local = lab.broker.attach(U1, "local", heard.append, will=Message(TOPIC, b"gone"))
    local.subscribe("lab/u1/#")
    local.detach()
    lab.connect("local").publish(TOPIC)
    assert heard == []
    assert lab.details("disconnected") == ["disconnect"]


def test_detaching_may_send_the_will_once(lab) -> None:
    local = lab.broker.attach(U1, "local", lambda _: None, will=Message(TOPIC, b"gone"))
    client = lab.connect()
    client.subscribe(TOPIC)
    local.detach(send_will=True)
    local.detach(send_will=True)
    assert client.received() == [Publish(Message(TOPIC, b"gone"))]


def test_unsubscribing_ends_the_deliveries(lab) -> None:
    heard: list[Message] = []
    local = lab.broker.attach(U1, "local", heard.append)
    local.subscribe(TOPIC)
    local.unsubscribe(TOPIC)
    local.publish(Message(TOPIC, b"1"))
    assert heard == []
