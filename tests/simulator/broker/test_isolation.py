"""What student u2 may try against student u1, and must not get: the attack list of the lab."""

from __future__ import annotations

import pytest

from simulator.broker.authority import User
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    Connect,
    Disconnect,
    Publish,
    Pubrel,
    Subscribe,
    SubscriptionOptions,
    Unsubscribe,
)
from simulator.broker.reasons import Reason

SECRET = "lab/u1/secret"


@pytest.fixture(params=[MQTT_3_1_1, MQTT_5], ids=["mqtt3", "mqtt5"])
def level(request) -> int:
    """Both are spoken by everybody in a test."""
    return request.param


@pytest.fixture
def lasting(level: int) -> dict[str, object]:
    """How a client says that it wants its session back, and leaves one."""
    if level == MQTT_3_1_1:
        return {"level": level, "clean_start": False}
    return {"level": level, "clean_start": False, "properties": {"session_expiry_interval": 300}}


@pytest.fixture
def victim(lab, lasting):
    """u1 at home: subscribed to its lab, with a retained message and a will."""
    client = lab.connect("esp32", "u1", will=Message("lab/u1/will", b"gone"), **lasting)
    client.subscribe("lab/u1/#", qos=1)
    client.publish("lab/u1/kept", b"private", retain=True)
    client.messages()
    return client


@pytest.fixture
def attacker(lab, level: int):
    return lab.connect("attacker", "u2", level=level)


def refusal(level: int) -> int:
    """The code of SUBACK for a filter that is not granted."""
    return Reason.NOT_AUTHORIZED if level == MQTT_5 else 0x80


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
def test_no_filter_reads_anothers_lab(lab, level: int, victim, attacker, topic_filter: str, qos: int) -> None:
    granted = attacker.subscribe(topic_filter, qos=qos)
    if "lab/u2/" not in topic_filter:
        assert granted == (refusal(level),), f"{topic_filter} should have been refused"
        assert lab.details("denied") == ["subscribe"]
    victim.publish(SECRET, b"live", qos=1)
    victim.publish(SECRET, b"live", retain=True)
    assert attacker.messages() == []


def test_a_refused_filter_does_not_spoil_the_granted_one_beside_it(level: int, attacker) -> None:
    assert attacker.subscribe("#", "lab/u2/#") == (refusal(level), 0)
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
def test_no_will_reaches_anothers_lab(lab, level: int, victim, retain: bool) -> None:
    will = Message(SECRET, b"evil", retain=retain)
    client, answer = lab.try_connect("w", "u2", will=will, level=level)
    client.vanish()
    assert answer.code == (Reason.NOT_AUTHORIZED if level == MQTT_5 else 5)
    assert victim.messages() == []


def test_the_same_client_id_does_not_disconnect_another_user(lab, level: int, victim) -> None:
    lab.connect("esp32", "u2", level=level)
    assert not victim.is_closed
    victim.publish(SECRET, b"1")
    assert victim.messages() == [(SECRET, b"1")]


def test_the_same_client_id_does_not_resume_another_users_session(lab, lasting, victim) -> None:
    victim.vanish()
    lab.connect("house", "house").publish(SECRET, b"queued", qos=1)
    thief, answer = lab.try_connect("esp32", "u2", **lasting)
    assert not answer.session_present
    assert thief.messages() == []
    back, answer = lab.try_connect("esp32", "u1", **lasting)
    assert answer.session_present
    assert (SECRET, b"queued") in back.messages(), "and its owner loses nothing"


def test_a_clean_connect_does_not_discard_another_users_session(lab, level: int, lasting, victim) -> None:
    victim.vanish()
    lab.connect("esp32", "u2", clean_start=True, level=level).send(Disconnect())
    _, answer = lab.try_connect("esp32", "u1", **lasting)
    assert answer.session_present


@pytest.mark.parametrize("password", [b"", b"Secret", b"secret ", None])
def test_anothers_name_without_the_token_opens_nothing(
    lab, level: int, victim, password: bytes | None
) -> None:
    client = lab.open(level)
    client.send(
        Connect("esp32", clean_start=False, username="u1", password=password, level=level),
        Subscribe(1, (("#", SubscriptionOptions()),)),
    )
    assert client.is_closed
    assert client.received_one().code == (Reason.BAD_USER_NAME_OR_PASSWORD if level == MQTT_5 else 4)
    assert not victim.is_closed
    victim.publish(SECRET, b"1")
    assert client.received() == []


def test_unsubscribing_takes_nothing_from_others(lab, victim, attacker) -> None:
    attacker.send(Unsubscribe(1, ("lab/u1/#",)))
    victim.publish(SECRET, b"1")
    assert victim.messages() == [(SECRET, b"1")]


def test_a_user_whose_token_is_no_longer_good_is_thrown_out_with_all_its_sessions(
    lab, level: int, lasting, victim
) -> None:
    sleeping = lab.connect("sleeping", "u1", **lasting)
    sleeping.vanish()
    neighbour = lab.connect("esp32", "u2", level=level)
    lab.broker.expel("u1")
    lab.broker.expel("nobody")
    assert victim.is_closed
    assert not neighbour.is_closed
    assert "expelled" in lab.details("disconnected")
    for client_id in ("esp32", "sleeping"):
        _, answer = lab.try_connect(client_id, "u1", **lasting)
        assert not answer.session_present


def test_a_client_id_like_a_path_stays_in_its_own_account(lab, level: int, victim) -> None:
    for client_id in ("u1/esp32", "u1:esp32", "../u1/esp32", "u1\u0001esp32"):
        lab.connect(client_id, "u2", level=level)
    assert not victim.is_closed


@pytest.mark.parametrize("watched", [(), ("lab/u1",)], ids=["stranger", "instructor"])
def test_nobody_joins_anothers_shared_subscription(lab, level: int, victim, watched: tuple[str, ...]) -> None:
    """An instructor may watch, but has a group of the same name to itself."""
    lab.users["u2"] = User("u2", "lab/u2", reads=watched)
    attacker = lab.connect("attacker", "u2", level=level)
    worker = lab.connect("worker", "u1", level=level)
    worker.subscribe("$share/g/lab/u1/jobs", qos=1)
    attacker.subscribe("$share/g/lab/u1/jobs", "$share/g/lab/u2/jobs", qos=1)
    sent = [("lab/u1/jobs", str(number).encode()) for number in range(6)]
    for topic, payload in sent:
        victim.publish(topic, payload)
    assert worker.messages() == sent
    assert attacker.messages() == (sent if watched else [])


def test_who_may_watch_may_not_write(lab, level: int, victim) -> None:
    lab.users["teacher"] = User("teacher", None, reads=("lab/u1", "lab/u2"))
    teacher = lab.connect("t", "teacher", level=level)
    assert teacher.subscribe("lab/u1/#", "lab/u3/#", qos=1) == (1, refusal(level))
    teacher.publish(SECRET, b"evil")
    teacher.publish("lab/u1/kept", b"", retain=True)
    assert victim.messages() == []
    assert lab.details("denied") == ["subscribe", "publish", "publish"]


def test_what_has_become_forbidden_comes_no_more(lab, level: int, lasting, victim) -> None:
    """Neither what waited, nor what the old subscriptions would bring, nor what is retained."""
    lab.users["u2"] = User("u2", "lab/u2", reads=("lab/u1",))
    watcher = lab.connect("watcher", "u2", **lasting)
    watcher.subscribe("lab/u1/#", "$share/g/lab/u1/#", qos=1)
    watcher.vanish()
    victim.publish(SECRET, b"waiting", qos=1)
    lab.users["u2"] = User("u2", "lab/u2")
    watcher, answer = lab.try_connect("watcher", "u2", **lasting)
    assert answer.session_present
    victim.publish(SECRET, b"live", qos=1)
    assert watcher.messages() == []


@pytest.mark.parametrize("qos", [0, 1, 2])
def test_an_alias_leads_nowhere_that_its_user_may_not_go(lab, victim, qos: int) -> None:
    """Set by a message that is refused, or by another's connection."""
    attacker = lab.connect("aliases", "u2", level=MQTT_5)
    owner = lab.connect("owner", "u1", level=MQTT_5)
    alias = {"topic_alias": 1}
    owner.send(Publish(Message(SECRET, b"mine", properties=alias)))
    assert victim.messages() == [(SECRET, b"mine")]
    attacker.send(Publish(Message(SECRET, b"evil", properties=alias)))
    attacker.send(Publish(Message("", b"evil", qos, properties=alias), packet_id=qos and 1))
    assert victim.messages() == []
    stranger = lab.connect("stranger", "u2", level=MQTT_5)
    stranger.send(Publish(Message("", b"evil", qos, properties=alias), packet_id=qos and 1))
    assert victim.messages() == []


def test_a_delayed_will_is_judged_like_any_other(lab, victim) -> None:
    will = Message(SECRET, b"evil", properties={"will_delay_interval": 5})
    client, answer = lab.try_connect(
        "w", "u2", will=will, level=MQTT_5, properties={"session_expiry_interval": 60}
    )
    client.vanish()
    lab.advance(10_000)
    assert answer.code == Reason.NOT_AUTHORIZED
    assert victim.messages() == []
