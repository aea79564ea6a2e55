"""Wills: who hears them when, and who may have them; the specification: tests/conformance."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message

WILL = Message("lab/u1/state", b"offline", qos=1, retain=True)


@pytest.fixture
def watcher(lab):
    client = lab.connect("watcher")
    client.subscribe("lab/u1/#", qos=1)
    return client


def test_being_taken_over_publishes_the_will_before_the_successor_speaks(lab, watcher) -> None:
    lab.connect(will=WILL)
    successor = lab.connect()
    successor.publish("lab/u1/state", b"online")
    assert [payload for _, payload in watcher.messages()] == [b"offline", b"online"]


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
