"""Clean and persistent sessions (sections 3.1.2.4 and 4.1 to 4.4)."""

from __future__ import annotations

from simulator.broker.authority import User
from simulator.broker.message import Message
from simulator.broker.packets import Disconnect, Puback, Pubcomp, Publish, Pubrec, Pubrel

TOPIC = "lab/u1/x"


def lasting(lab, client_id: str = "s", qos: int = 2):
    """A connected client with a persistent session that is subscribed to its lab."""
    client = lab.connect(client_id, clean_start=False)
    client.subscribe("lab/u1/#", qos=qos)
    return client


def come_back(lab, client_id: str = "s"):
    client, answer = lab.try_connect(client_id, clean_start=False)
    assert answer.session_present, "the broker should have kept the session"
    return client


def test_a_clean_start_ends_with_its_connection(lab) -> None:
    """[MQTT-3.1.2-6]"""
    client = lab.connect("s")
    client.subscribe("lab/u1/#", qos=1)
    client.vanish()
    again, answer = lab.try_connect("s", clean_start=False)
    assert not answer.session_present
    lab.connect("p").publish(TOPIC, qos=1)
    assert again.received() == []


def test_session_present_says_whether_there_was_a_session(lab) -> None:
    """[MQTT-3.2.2-2] [MQTT-3.2.2-3]"""
    _, first = lab.try_connect("s", clean_start=False)
    _, second = lab.try_connect("s", clean_start=False)
    assert (first.session_present, second.session_present) == (False, True)
    assert lab.details("connected") == ["new", "resumed"]


def test_a_clean_connect_discards_the_session(lab) -> None:
    """[MQTT-3.1.2-6] [MQTT-3.2.2-1]"""
    lasting(lab).vanish()
    client, answer = lab.try_connect("s", clean_start=True)
    assert not answer.session_present
    client.vanish()
    _, later = lab.try_connect("s", clean_start=False)
    assert not later.session_present


def test_subscriptions_outlive_the_connection(lab) -> None:
    """[MQTT-3.1.2-4]"""
    lasting(lab).send(Disconnect())
    client = come_back(lab)
    lab.connect("p").publish(TOPIC, b"1")
    assert client.messages() == [(TOPIC, b"1")]


def test_messages_at_qos_1_and_2_wait_for_an_absent_client(lab) -> None:
    """[MQTT-3.1.2-5]"""
    lasting(lab).vanish()
    publisher = lab.connect("p")
    for qos in (0, 1, 2):
        publisher.publish(TOPIC, str(qos).encode(), qos)
    packets = come_back(lab).received()
    assert [(packet.message.payload, packet.message.qos) for packet in packets] == [(b"1", 1), (b"2", 2)]
    assert not any(packet.duplicate for packet in packets), "they are sent for the first time"


def test_what_was_not_acknowledged_is_sent_again_marked_as_duplicate(lab) -> None:
    """[MQTT-4.4.0-1] [MQTT-3.3.1-1]"""
    client, publisher = lasting(lab), lab.connect("p")
    for payload in (b"1", b"2", b"3"):
        publisher.publish(TOPIC, payload, 1)
    sent = client.received()
    client.send(Puback(sent[1].packet_id))
    client.vanish()
    again = come_back(lab).received()
    assert again == [
        Publish(Message(TOPIC, b"1", 1), duplicate=True, packet_id=sent[0].packet_id),
        Publish(Message(TOPIC, b"3", 1), duplicate=True, packet_id=sent[2].packet_id),
    ]


def test_what_was_sent_comes_again_before_what_waited(lab) -> None:
    """[MQTT-4.6.0-1]"""
    client, publisher = lasting(lab), lab.connect("p")
    publisher.publish(TOPIC, b"1", 1)
    client.vanish()
    publisher.publish(TOPIC, b"2", 1)
    assert [payload for _, payload in come_back(lab).messages()] == [b"1", b"2"]


def test_a_release_that_was_not_completed_is_sent_again(lab) -> None:
    """[MQTT-4.4.0-1]"""
    client, publisher = lasting(lab), lab.connect("p")
    publisher.publish(TOPIC, b"1", 2)
    packet_id = client.received_one().packet_id
    client.send(Pubrec(packet_id))
    client.vanish()
    client = come_back(lab)
    assert client.received() == [Pubrel(packet_id)]
    client.send(Pubcomp(packet_id))
    client.vanish()
    assert come_back(lab).received() == []


def test_the_brokers_memory_of_qos_2_outlives_the_connection(lab) -> None:
    """[MQTT-4.3.3-2]: a message repeated after a lost PUBREC is still the same message."""
    watcher = lab.connect("w")
    watcher.subscribe("lab/u1/#")
    client = lab.connect("s", clean_start=False)
    client.publish(TOPIC, b"1", qos=2, packet_id=5)
    client.vanish()
    client = come_back(lab)
    client.send(Publish(Message(TOPIC, b"1", 2), duplicate=True, packet_id=5))
    assert client.received() == [Pubrec(5)]
    assert watcher.messages() == [(TOPIC, b"1")]


def test_taking_over_keeps_a_persistent_session(lab) -> None:
    """[MQTT-3.1.4-2]"""
    old = lasting(lab)
    client = come_back(lab)
    assert old.is_closed
    lab.connect("p").publish(TOPIC, b"1")
    assert client.messages() == [(TOPIC, b"1")]


def test_a_session_that_lost_authority_loses_what_it_waited_for(lab) -> None:
    """Authority is checked again when a session is resumed."""
    client, publisher = lasting(lab), lab.connect("p", user="house")
    publisher.publish(TOPIC, b"sent", qos=1)
    client.vanish()
    publisher.publish(TOPIC, b"waiting", qos=1)
    lab.users["u1"] = User("u1", "lab/elsewhere")
    client = come_back(lab)
    publisher.publish(TOPIC, b"live", qos=1)
    assert client.received() == []
