"""What a broker remembers over its own end: the session state of MQTT 5 (section 4.1), and retained messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.broker.authority import User
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_5,
    NEVER_EXPIRES,
    Disconnect,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Subscribe,
    SubscriptionOptions,
    Unsubscribe,
)
from simulator.broker.reasons import Reason
from tests.simulator.broker.conftest import Client, Lab
from tests.simulator.broker.lasting_lab import LastingLab

TOPIC = "lab/u1/x"
LASTING = {"level": MQTT_5, "clean_start": False, "properties": {"session_expiry_interval": 3600}}


@pytest.fixture
def lab(tmp_path: Path) -> LastingLab:
    return LastingLab(tmp_path / "broker.sqlite")


def sleeper(lab: LastingLab, qos: int = 1, **fields) -> Client:
    """A client that is subscribed and wants to come back."""
    client = lab.connect("s", **{**LASTING, **fields})
    client.subscribe("lab/u1/#", qos=qos)
    return client


def subscribe(client: Client, topic_filter: str, identifier: int) -> None:
    requests = ((topic_filter, SubscriptionOptions(qos=1)),)
    client.send(Subscribe(1, requests, {"subscription_identifiers": (identifier,)}))


def come_back(lab: LastingLab) -> Client:
    client, answer = lab.try_connect("s", **LASTING)
    assert answer.session_present, "the session should have outlived the broker"
    return client


def publish(lab: LastingLab, payload: bytes, qos: int = 1, **properties) -> None:
    publisher = lab.connect("p", level=MQTT_5)
    publisher.send(Publish(Message(TOPIC, payload, qos, properties=properties), packet_id=1 if qos else 0))
    publisher.send(Disconnect())


def test_the_session_itself_is_there_and_empty(lab) -> None:
    lab.connect("s", **LASTING).vanish()
    client = come_back(lab.restart())
    assert client.received() == []


def test_a_session_that_ends_with_its_connection_leaves_nothing(lab) -> None:
    client = lab.connect("c", level=MQTT_5)
    client.subscribe("lab/u1/#", qos=2)
    publish(lab, b"1", qos=2)
    lab.save()
    assert lab.crash().memory.sessions == ()


def test_subscriptions_have_their_options_and_identifiers(lab) -> None:
    client = lab.connect("s", **LASTING)
    options = SubscriptionOptions(qos=1, no_local=True, retain_as_published=True, retain_handling=2)
    client.send(Subscribe(1, (("lab/u1/#", options),), {"subscription_identifiers": (7,)}))
    client.vanish()
    lab = lab.restart()
    client = come_back(lab)
    client.publish(TOPIC, b"own", qos=1)
    lab.connect("p").publish(TOPIC, b"kept", qos=1, retain=True)
    (heard,) = [packet.message for packet in client.received() if isinstance(packet, Publish)]
    assert heard == Message(TOPIC, b"kept", 1, True, {"subscription_identifiers": (7,)})


def test_subscriptions_keep_their_order_of_subscribing(lab) -> None:
    client = lab.connect("s", **LASTING)
    for identifier, topic_filter in ((1, "lab/u1/#"), (2, "lab/u1/+"), (3, "lab/u1/#")):
        subscribe(client, topic_filter, identifier)
    lab = lab.restart()
    client = come_back(lab)
    subscribe(client, TOPIC, 4)
    publish(lab, b"1")
    (packet,) = [each for each in client.received() if isinstance(each, Publish)]
    assert packet.message.properties == {"subscription_identifiers": (2, 3, 4)}


def test_a_subscription_that_was_ended_stays_so(lab) -> None:
    client = sleeper(lab)
    lab.save()
    client.send(Unsubscribe(2, ("lab/u1/#",)))
    lab.save()
    lab = lab.crash()
    publish(lab, b"1")
    assert come_back(lab).received() == []


def test_what_waited_comes_once_and_in_order(lab) -> None:
    sleeper(lab, qos=2).vanish()
    for number, qos in enumerate((1, 2, 0, 1)):
        publish(lab, b"%d" % number, qos)
        lab.save()
    packets = come_back(lab.crash()).received()
    assert [(each.message.payload, each.message.qos, each.packet_id, each.duplicate) for each in packets] == [
        (b"0", 1, 1, False),
        (b"1", 2, 2, False),
        (b"3", 1, 3, False),
    ]


def test_what_was_sent_and_not_acknowledged_comes_again_under_its_packet_identifier(lab) -> None:
    client = sleeper(lab)
    for payload in (b"1", b"2", b"3"):
        publish(lab, payload)
    lab.save()
    client.send(Puback(2))
    lab.save()
    packets = come_back(lab.crash()).received()
    assert [(each.message.payload, each.packet_id, each.duplicate) for each in packets] == [
        (b"1", 1, True),
        (b"3", 3, True),
    ]


def test_what_waited_and_has_been_sent_since_comes_again_as_a_duplicate(lab) -> None:
    sleeper(lab).vanish()
    for payload in (b"1", b"2"):
        publish(lab, payload)
    lab.save()
    come_back(lab)
    lab.save()
    packets = come_back(lab.crash()).received()
    assert [(each.packet_id, each.duplicate) for each in packets] == [(1, True), (2, True)]


def test_new_messages_get_packet_identifiers_that_are_free(lab) -> None:
    sleeper(lab)
    publish(lab, b"1")
    lab.save()
    lab = lab.crash()
    client = come_back(lab)
    publish(lab, b"2")
    assert [packet.packet_id for packet in client.received()] == [1, 2]


def test_packet_identifiers_go_on_round(lab) -> None:
    """One that was used a moment ago may still mean the former message to the client."""
    sleeper(lab).vanish()
    for payload in (b"1", b"2"):
        publish(lab, payload)
    assert len(come_back(lab).messages()) == 2
    lab = lab.restart()
    client = come_back(lab)
    publish(lab, b"3")
    assert client.received_one().packet_id == 3


def test_a_release_that_was_not_completed_comes_again(lab) -> None:
    client = sleeper(lab, qos=2)
    publish(lab, b"1", qos=2)
    client.send(Pubrec(1))
    lab.save()
    lab = lab.crash()
    client = come_back(lab)
    assert client.received() == [Pubrel(1)]
    client.send(Pubcomp(1))
    lab.save()
    assert come_back(lab.crash()).received() == []


def test_a_message_that_was_received_and_not_released_is_not_taken_for_a_new_one(lab) -> None:
    sender = lab.connect("s", **LASTING)
    sender.publish(TOPIC, b"once", qos=2, packet_id=5)
    lab.save()
    lab = lab.crash()
    watcher = lab.connect("w")
    watcher.subscribe("lab/u1/#")
    sender = come_back(lab)
    sender.send(Publish(Message(TOPIC, b"once", 2), duplicate=True, packet_id=5))
    assert watcher.messages() == []
    sender.send(Pubrel(5))
    sender.publish(TOPIC, b"another", qos=2, packet_id=5)
    assert watcher.messages() == [(TOPIC, b"another")]


def test_all_properties_of_a_message_and_what_is_left_of_its_expiry(lab) -> None:
    sleeper(lab).vanish()
    properties = {
        "payload_format_indicator": 1,
        "content_type": "text/plain",
        "response_topic": "lab/u1/answer",
        "correlation_data": b"\0\xff",
        "user_properties": (("room", "آشپزخانه"), ("room", "hall")),
        "message_expiry_interval": 60,
    }
    publish(lab, "۲۱ درجه".encode(), **properties)
    (packet,) = come_back(lab.restart(down_ms=20_000)).received()
    assert packet.message.payload == "۲۱ درجه".encode()
    assert packet.message.properties == {**properties, "message_expiry_interval": 40}


def test_what_expired_while_there_was_no_broker_is_not_sent(lab) -> None:
    sleeper(lab).vanish()
    publish(lab, b"soon over", message_expiry_interval=10)
    publish(lab, b"lasting")
    assert come_back(lab.restart(down_ms=10_000)).messages() == [(TOPIC, b"lasting")]


def test_a_session_ends_at_its_time_while_there_is_no_broker(lab) -> None:
    sleeper(lab).vanish()
    lab.advance(1000 * 1000)
    lab = lab.restart(down_ms=2600 * 1000)
    lab.save()
    assert not lab.try_connect("s", **LASTING)[1].session_present
    assert lab.stored().sessions == ()


def test_a_session_goes_on_towards_its_end(lab) -> None:
    sleeper(lab).vanish()
    lab.advance(1000 * 1000)
    lab = lab.restart(down_ms=2000 * 1000)
    lab.advance(599 * 1000)
    come_back(lab).vanish()
    lab.advance(3600 * 1000)
    assert not lab.try_connect("s", **LASTING)[1].session_present


def test_the_expiry_of_a_connected_client_begins_with_the_new_broker(lab) -> None:
    """The broker cannot know when it was gone: the connection counts as lost at the restart."""
    sleeper(lab)
    lab.save()
    lab = lab.crash(down_ms=10_000 * 1000)
    lab.advance(3599 * 1000)
    come_back(lab)


def test_a_session_without_an_end_waits_for_ever(lab) -> None:
    sleeper(lab, properties={"session_expiry_interval": NEVER_EXPIRES}).vanish()
    come_back(lab.restart(down_ms=10**12))


def test_a_wall_clock_that_was_set_back_prolongs_nothing_beyond_its_whole_interval(lab) -> None:
    sleeper(lab).vanish()
    lab = lab.restart(down_ms=-(10**11))
    lab.advance(3600 * 1000)
    assert not lab.try_connect("s", **LASTING)[1].session_present


def will(delay_s: int = 0) -> Message:
    properties = {"will_delay_interval": delay_s} if delay_s else {}
    return Message("lab/u1/state", b"offline", qos=1, retain=True, properties=properties)


def state(lab: LastingLab) -> list[bytes]:
    """The retained state of the device, as somebody sees it who comes now."""
    watcher = lab.connect("looker")
    watcher.subscribe("lab/u1/state")
    return [payload for _, payload in watcher.messages()]


@pytest.mark.parametrize(
    "fields", [{"will": will()}, {"will": will(), **LASTING}, {"will": will(60), "level": MQTT_5}]
)
def test_whoever_was_connected_in_a_power_cut_is_offline_afterwards(lab, fields) -> None:
    """Of the third one the session ends with the connection, and so the delay too [MQTT-3.1.3-9]."""
    lab.connect("device", **fields).publish("lab/u1/state", b"online", retain=True)
    lab.save()
    lab = lab.crash()
    assert state(lab) == [b"offline"]
    lab.save()
    assert lab.crash().memory.retained[0].message.payload == b"offline"


def test_a_will_of_a_power_cut_waits_in_the_queues_of_others(lab) -> None:
    sleeper(lab)
    lab.connect("device", will=will())
    lab.save()
    assert come_back(lab.crash()).messages() == [("lab/u1/state", b"offline")]


def test_a_client_that_comes_back_within_its_will_delay_was_never_offline(lab) -> None:
    lab.connect("s", will=will(60), **LASTING).publish("lab/u1/state", b"online", retain=True)
    lab.save()
    lab = lab.crash(down_ms=3000 * 1000)
    lab.advance(59_000)
    come_back(lab)
    lab.advance(60_000)
    assert state(lab) == [b"online"]


def test_a_will_delay_that_has_begun_goes_on(lab) -> None:
    lab.connect("s", will=will(60), **LASTING).vanish()
    lab.advance(20_000)
    lab = lab.restart(down_ms=30_000)
    lab.advance(9_999)
    assert state(lab) == []
    lab.advance(1)
    assert state(lab) == [b"offline"]


def test_a_will_that_has_been_published_is_not_published_again(lab) -> None:
    lab.connect("s", will=will(60), **LASTING).vanish()
    lab.save()
    lab.advance(60_000)
    lab.connect("p").publish("lab/u1/state", b"online", retain=True)
    lab.save()
    assert state(lab.crash()) == [b"online"]


def test_a_will_that_was_due_while_there_was_no_broker_is_published_by_the_next(lab) -> None:
    lab.connect("s", will=will(60), **LASTING).vanish()
    assert state(lab.restart(down_ms=60_000)) == [b"offline"]


def test_a_will_that_was_taken_back_is_not_remembered(lab) -> None:
    lab.connect("s", will=will(), **LASTING).send(Disconnect())
    lab.save()
    assert state(lab.crash()) == []


def test_stopping_takes_leave_of_clients_and_publishes_their_wills(lab) -> None:
    client = lab.connect("device", will=will(), level=MQTT_5)
    lab = lab.restart()
    (farewell,) = client.received()
    assert farewell.code == Reason.SERVER_SHUTTING_DOWN
    assert client.is_closed
    assert state(lab) == [b"offline"]


def test_retained_messages_come_in_the_order_of_keeping(lab) -> None:
    publisher = lab.connect("p")
    for name, payload in (("b", b"1"), ("a", b"2"), ("c", b"3"), ("b", b"4"), ("c", b"")):
        publisher.publish(f"lab/u1/{name}", payload, retain=True)
        lab.save()
    lab = lab.crash()
    lab.connect("p").publish("lab/u1/d", b"5", retain=True)
    watcher = lab.connect("w")
    watcher.subscribe("lab/u1/#")
    assert [payload for _, payload in watcher.messages()] == [b"2", b"4", b"5"]


def test_a_retained_message_expires_while_there_is_no_broker(lab) -> None:
    publisher = lab.connect("p", level=MQTT_5)
    for topic, expiry_s in (("lab/u1/a", 10), ("lab/u1/b", 11)):
        message = Message(topic, b"x", retain=True, properties={"message_expiry_interval": expiry_s})
        publisher.send(Publish(message))
    lab = lab.restart(down_ms=10_000)
    watcher = lab.connect("w", level=MQTT_5)
    watcher.subscribe("lab/u1/#")
    (packet,) = watcher.received()
    assert packet.message.topic == "lab/u1/b"
    assert packet.message.properties == {"message_expiry_interval": 1}


def test_what_the_broker_says_of_itself_is_not_remembered(lab) -> None:
    lab.connect("w", user="house").subscribe("$SYS/#")
    assert lab.restart().memory.retained == ()


def test_limits_hold_after_a_restart(lab) -> None:
    sleeper(lab).vanish()
    for number in range(3):
        publish(lab, b"x")
        lab.connect("p").publish(f"lab/u1/kept/{number}", b"x", retain=True)
    lab = lab.restart(retained_messages=4, queued_messages=4)
    for number in range(3, 6):
        publish(lab, b"x")
        lab.connect("p").publish(f"lab/u1/kept/{number}", b"x", retain=True)
    assert lab.details("dropped") == ["queue_full", "retained_full"] * 2


def test_the_user_of_a_session_is_remembered_with_base_reads_and_limits(lab) -> None:
    user = User("u1", "lab/u1", Limits(queued_messages=1), ("lab/u2",))
    lab.users["u1"] = user
    sleeper(lab).vanish()
    (session,) = lab.restart().memory.sessions
    assert session.user == user


def test_a_session_that_lost_authority_meanwhile_loses_what_it_waited_for(lab) -> None:
    sleeper(lab).vanish()
    publish(lab, b"1")
    lab = lab.restart()
    lab.users["u1"] = User("u1", "lab/elsewhere")
    assert come_back(lab).received() == []


def test_sessions_of_an_expelled_user_are_forgotten_for_good(lab) -> None:
    sleeper(lab).vanish()
    publish(lab, b"1")
    lab = lab.restart()
    assert lab.broker.absent_users() == ["u1"]
    lab.broker.expel("u1")
    lab.save()
    assert lab.crash().memory.sessions == ()


def test_members_of_a_shared_subscription_share_on(lab) -> None:
    for name in ("a", "b"):
        client = lab.connect(name, **LASTING)
        client.subscribe("$share/g/lab/u1/#", qos=1)
        client.vanish()
    lab = lab.restart()
    for number in range(4):
        publish(lab, b"%d" % number)
    heard = [lab.connect(name, **LASTING).messages() for name in ("a", "b")]
    assert [len(each) for each in heard] == [2, 2]


def test_assigned_identifiers_are_not_given_again_by_the_next_broker(lab) -> None:
    """Clients come back under them: two of one name would throw each other out for ever."""
    assigned = [lab.try_connect("", level=MQTT_5)[1].properties["assigned_client_identifier"]]
    for _ in range(2):
        lab = lab.restart()
        assigned.append(lab.try_connect("", level=MQTT_5)[1].properties["assigned_client_identifier"])
    assert len(set(assigned)) == 3


def test_nothing_is_noted_unless_somebody_records(lab) -> None:
    quiet = Lab()
    quiet.connect("s", **LASTING)
    assert not quiet.broker.take_changes()


def test_everything_can_be_taken_at_any_time(lab) -> None:
    sleeper(lab).vanish()
    publish(lab, b"1")
    lab.save()
    assert not lab.broker.take_changes()
    lab.storage.save(lab.broker.take_everything(), anew=True)
    assert come_back(lab.crash()).messages() == [(TOPIC, b"1")]
