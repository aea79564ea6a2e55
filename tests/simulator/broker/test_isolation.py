"""What student u2 may try against student u1, and must not get: the attack list of the lab."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Connect, Disconnect, Pubrel, Subscribe, SubscriptionOptions, Unsubscribe

SECRET = "lab/u1/secret"


@pytest.fixture
def victim(lab):
    """u1 at home: subscribed to its lab, with a retained message and a will."""
    client = lab.connect("esp32", "u1", clean_start=False, will=Message("lab/u1/will", b"gone"))
    client.subscribe("lab/u1/#", qos=1)
    client.publish("lab/u1/kept", b"private", retain=True)
    client.messages()
    return client


@pytest.fixture
def attacker(lab):
    return lab.connect("attacker", "u2")


@pytest.mark.parametrize("qos", [0, 1, 2])
@pytest.mark.parametrize(
    "topic_filter",
    [
        "#",
        "+/+/+",
        "+/u1/#",
        "lab/#",
        "lab/+/x",
        "lab/+/#",
        "lab/u1/#",
        "lab/u1",
        "lab/u1/secret",
        "lab/u2/../u1/#",
        "/#",
        "$share/g/lab/u1/#",
        "$share/g/#",
        "$share/g/lab/u2/#",
        "$SYS/#",
        "$queue/lab/u1/#",
        "$queue/#",
        "$exclusive/lab/u1/secret",
    ],
)
def test_no_filter_reads_anothers_lab(lab, victim, attacker, topic_filter: str, qos: int) -> None:
    granted = attacker.subscribe(topic_filter, qos=qos)
    if "lab/u2/" not in topic_filter:
        assert granted == (0x80,), f"{topic_filter} should have been refused"
        assert lab.details("denied") == ["subscribe"]
    victim.publish(SECRET, b"live", qos=1)
    victim.publish(SECRET, b"live", retain=True)
    assert attacker.messages() == []


def test_a_refused_filter_does_not_spoil_the_granted_one_beside_it(lab, attacker) -> None:
    assert attacker.subscribe("#", "lab/u2/#") == (0x80, 0)
    attacker.publish("lab/u2/x", b"1")
    assert attacker.messages() == [("lab/u2/x", b"1")]


@pytest.mark.parametrize(
    "topic", [SECRET, "lab/u1", "lab/u1/zigbee2mqtt/lamp/set", "lab", "lab/u22/x", "$SYS/x"]
)
@pytest.mark.parametrize("retain", [False, True])
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_nothing_is_written_outside_ones_own_lab(lab, victim, attacker, topic, retain, qos) -> None:
    house = lab.connect("watch", "house")
    house.subscribe("#", qos=2)
    house.messages()
    attacker.publish(topic, b"evil", qos=qos, retain=retain)
    attacker.send(Pubrel(1))
    assert victim.messages() == []
    assert house.messages() == []
    house.subscribe("#")
    assert (topic, b"evil") not in house.messages(), "nothing was retained either"
    assert lab.details("denied") == ["publish"]


def test_nobody_clears_anothers_retained_message(lab, victim, attacker) -> None:
    attacker.publish("lab/u1/kept", b"", retain=True)
    victim.subscribe("lab/u1/kept")
    assert victim.messages() == [("lab/u1/kept", b"private")]


@pytest.mark.parametrize("retain", [False, True])
def test_no_will_reaches_anothers_lab(lab, victim, retain: bool) -> None:
    client, answer = lab.try_connect("w", "u2", will=Message(SECRET, b"evil", retain=retain))
    client.vanish()
    assert answer.code == 5
    assert victim.messages() == []


def test_the_same_client_id_does_not_disconnect_another_user(lab, victim) -> None:
    lab.connect("esp32", "u2")
    assert not victim.is_closed
    victim.publish(SECRET, b"1")
    assert victim.messages() == [(SECRET, b"1")]


def test_the_same_client_id_does_not_resume_another_users_session(lab, victim) -> None:
    victim.vanish()
    lab.connect("house", "house").publish(SECRET, b"queued", qos=1)
    thief, answer = lab.try_connect("esp32", "u2", clean_start=False)
    assert not answer.session_present
    assert thief.messages() == []
    back, answer = lab.try_connect("esp32", "u1", clean_start=False)
    assert answer.session_present
    assert (SECRET, b"queued") in back.messages(), "and its owner loses nothing"


def test_a_clean_connect_does_not_discard_another_users_session(lab, victim) -> None:
    victim.vanish()
    lab.connect("esp32", "u2", clean_start=True).send(Disconnect())
    _, answer = lab.try_connect("esp32", "u1", clean_start=False)
    assert answer.session_present


@pytest.mark.parametrize("password", [b"", b"Secret", b"secret ", None])
def test_anothers_name_without_the_token_opens_nothing(lab, victim, password: bytes | None) -> None:
    client = lab.open()
    client.send(
        Connect("esp32", clean_start=False, username="u1", password=password),
        Subscribe(1, (("#", SubscriptionOptions()),)),
    )
    assert client.is_closed
    assert client.received_one().code == 4
    assert not victim.is_closed
    victim.publish(SECRET, b"1")
    assert client.received() == []


def test_unsubscribing_takes_nothing_from_others(lab, victim, attacker) -> None:
    attacker.send(Unsubscribe(1, ("lab/u1/#",)))
    victim.publish(SECRET, b"1")
    assert victim.messages() == [(SECRET, b"1")]


def test_a_user_whose_token_is_no_longer_good_is_thrown_out_with_all_its_sessions(lab, victim) -> None:
    sleeping = lab.connect("sleeping", "u1", clean_start=False)
    sleeping.vanish()
    neighbour = lab.connect("esp32", "u2")
    lab.broker.expel("u1")
    lab.broker.expel("nobody")
    assert victim.is_closed
    assert not neighbour.is_closed
    assert "expelled" in lab.details("disconnected")
    for client_id in ("esp32", "sleeping"):
        _, answer = lab.try_connect(client_id, "u1", clean_start=False)
        assert not answer.session_present


def test_a_client_id_like_a_path_stays_in_its_own_account(lab, victim) -> None:
    for client_id in ("u1/esp32", "u1:esp32", "../u1/esp32", "u1\u0001esp32"):
        lab.connect(client_id, "u2")
    assert not victim.is_closed
