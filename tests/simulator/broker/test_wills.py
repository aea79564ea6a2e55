"""Wills (section 3.1.2.5): the last message of a client that leaves without a word."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Connect, Disconnect, Publish

WILL = Message("lab/u1/state", b"offline", qos=1, retain=True)


@pytest.fixture
def watcher(lab):
    client = lab.connect("watcher")
    client.subscribe("lab/u1/#", qos=1)
    return client


def test_a_lost_connection_publishes_the_will(lab, watcher) -> None:
    """[MQTT-3.1.2-8] [MQTT-3.1.2-17]"""
    lab.connect(will=WILL).vanish()
    assert watcher.received() == [Publish(Message("lab/u1/state", b"offline", 1), packet_id=1)]
    late = lab.connect("late")
    late.subscribe("lab/u1/state")
    assert late.messages() == [("lab/u1/state", b"offline")]


def test_a_will_without_retain_is_not_kept(lab, watcher) -> None:
    """[MQTT-3.1.2-16]"""
    lab.connect(will=Message("lab/u1/state", b"offline")).vanish()
    assert watcher.messages() == [("lab/u1/state", b"offline")]
    watcher.subscribe("lab/u1/state")
    assert watcher.messages() == []


def test_disconnect_takes_the_will_back(lab, watcher) -> None:
    """[MQTT-3.1.2-10] [MQTT-3.14.4-3]"""
    client = lab.connect(will=WILL)
    client.send(Disconnect())
    client.vanish()
    assert watcher.messages() == []


def test_silence_beyond_the_keepalive_publishes_the_will(lab, watcher) -> None:
    lab.connect(will=WILL, keepalive_s=10)
    lab.advance(15_000)
    assert watcher.messages() == [("lab/u1/state", b"offline")]


def test_breaking_the_protocol_publishes_the_will(lab, watcher) -> None:
    client = lab.connect(will=WILL)
    client.send_bytes(b"\x36\x00")
    assert watcher.messages() == [("lab/u1/state", b"offline")]


def test_a_malformed_disconnect_does_not_take_the_will_back(lab, watcher) -> None:
    """[MQTT-3.14.1-1]"""
    client = lab.connect(will=WILL)
    client.send_bytes(b"\xe1\x00")
    assert watcher.messages() == [("lab/u1/state", b"offline")]


def test_being_taken_over_publishes_the_will_before_the_successor_speaks(lab, watcher) -> None:
    lab.connect(will=WILL)
    successor = lab.connect()
    successor.publish("lab/u1/state", b"online")
    assert [payload for _, payload in watcher.messages()] == [b"offline", b"online"]


def test_a_will_is_published_once(lab, watcher) -> None:
    client = lab.connect(will=WILL, keepalive_s=10)
    lab.advance(15_000)
    client.vanish()
    client.vanish()
    assert len(watcher.messages()) == 1


def test_a_client_with_a_clean_start_does_not_hear_its_own_will(lab) -> None:
    client = lab.connect(will=WILL)
    client.subscribe("lab/u1/#")
    client.vanish()
    assert client.messages() == []


def test_a_persistent_session_keeps_its_own_will_for_later(lab) -> None:
    client = lab.connect(will=WILL, clean_start=False)
    client.subscribe("lab/u1/#", qos=1)
    client.vanish()
    assert lab.connect(clean_start=False).messages() == [("lab/u1/state", b"offline")]


def test_a_will_outside_the_users_authority_is_refused_with_code_5(lab) -> None:
    client, answer = lab.try_connect("c", "u2", will=WILL)
    assert answer.code == 5
    client.vanish()
    assert lab.details("denied") == ["will"]
    assert lab.details("refused") == ["will"]


def test_a_refused_client_has_no_will(lab, watcher) -> None:
    client = lab.open()
    client.send(Connect("c", username="u1", password=b"guess", will=WILL))
    client.vanish()
    assert watcher.messages() == []
