"""Every limit is enforced, hurts nobody but the one who exceeds it, and is observed."""

from __future__ import annotations

import pytest

from simulator.broker.authority import User
from simulator.broker.limits import Limits
from simulator.broker.packets import Pingreq, Puback, Pubcomp, Publish, Pubrec, Pubrel

TOPIC = "lab/u1/x"


def test_a_packet_over_the_size_limit_closes_its_connection(lab) -> None:
    lab.new_broker(packet_bytes=100)
    client = lab.connect()
    client.publish(TOPIC, b"x" * 80)
    assert not client.is_closed
    client.publish(TOPIC, b"x" * 100)
    assert client.is_closed
    assert lab.details("disconnected") == ["packet_size"]


def test_a_further_connection_of_a_user_is_refused_with_code_3(lab) -> None:
    lab.new_broker(connections=2)
    lab.connect("a")
    leaving = lab.connect("b")
    _, answer = lab.try_connect("c")
    assert answer.code == 3
    assert lab.details("refused") == ["connections"]
    lab.connect("c", user="u2")
    lab.connect("a")
    leaving.vanish()
    lab.connect("c")


def test_sessions_kept_for_later_count(lab) -> None:
    lab.new_broker(sessions=2)
    lab.connect("a", clean_start=False).vanish()
    lab.connect("b", clean_start=False).vanish()
    _, answer = lab.try_connect("c")
    assert answer.code == 3
    assert lab.details("refused") == ["sessions"]
    lab.connect("a").vanish()
    lab.connect("c")


def test_a_further_subscription_is_refused(lab) -> None:
    lab.new_broker(subscriptions=2)
    client = lab.connect()
    assert client.subscribe("lab/u1/a", "lab/u1/b", "lab/u1/c", "lab/u1/a") == (0, 0, 0x80, 0)
    assert lab.details("denied") == ["subscriptions"]


def test_a_flood_of_messages_closes_its_sender_only(lab) -> None:
    lab.new_broker(messages_per_second=10, burst_seconds=2)
    flooder, listener, neighbour = lab.connect("f"), lab.connect("l"), lab.connect("n", user="u2")
    listener.subscribe("lab/u1/#")
    for number in range(100):
        flooder.publish(TOPIC, str(number).encode())
    assert flooder.is_closed
    assert lab.details("disconnected") == ["message_rate"]
    assert 20 <= len(listener.messages()) <= 22, "two seconds' worth may come at once"
    neighbour.publish("lab/u2/x")
    assert not neighbour.is_closed


def test_reconnecting_does_not_renew_the_allowance(lab) -> None:
    lab.new_broker(messages_per_second=10, burst_seconds=1)
    for _ in range(2):
        client = lab.connect()
        for _ in range(100):
            client.publish(TOPIC)
        assert client.is_closed
    assert len([seen for seen in lab.observations if seen.kind == "published"]) <= 12


def test_a_steady_rate_within_the_limit_goes_on_for_ever(lab) -> None:
    lab.new_broker(messages_per_second=10, burst_seconds=1)
    client = lab.connect()
    for _ in range(1000):
        lab.advance(100)
        client.publish(TOPIC)
    assert not client.is_closed


def test_a_user_may_have_limits_of_its_own(lab) -> None:
    lab.users["u1"] = User("u1", "lab/u1", Limits(messages_per_second=1, burst_seconds=1))
    client = lab.connect()
    for _ in range(10):
        client.publish(TOPIC)
    assert client.is_closed


def test_messages_beyond_inflight_wait_for_acknowledgements(lab) -> None:
    lab.new_broker(inflight=2)
    client, publisher = lab.connect("c"), lab.connect("p")
    client.subscribe(TOPIC, qos=1)
    for number in range(5):
        publisher.publish(TOPIC, str(number).encode(), qos=1)
    first, second = client.received()
    client.send(Puback(second.packet_id), Puback(first.packet_id))
    assert [packet.message.payload for packet in client.received()] == [b"2", b"3"]


def test_messages_beyond_the_queue_are_dropped_newest_first(lab) -> None:
    lab.new_broker(queued_messages=3)
    client, publisher = lab.connect("c", clean_start=False), lab.connect("p")
    client.subscribe(TOPIC, qos=1)
    client.vanish()
    for number in range(5):
        publisher.publish(TOPIC, str(number).encode(), qos=1)
    client = lab.connect("c", clean_start=False)
    assert [payload for _, payload in client.messages()] == [b"0", b"1", b"2"]
    dropped = [seen for seen in lab.observations if seen.kind == "dropped"]
    assert [(seen.client_id, seen.payload, seen.detail) for seen in dropped] == [
        ("c", b"3", "queue_full"),
        ("c", b"4", "queue_full"),
    ]


def test_a_queue_is_bounded_in_bytes_too(lab) -> None:
    lab.new_broker(queued_bytes=100)
    client, publisher = lab.connect("c", clean_start=False), lab.connect("p")
    client.subscribe(TOPIC, qos=1)
    client.vanish()
    for _ in range(3):
        publisher.publish(TOPIC, b"x" * 40, qos=1)
    assert len(lab.connect("c", clean_start=False).messages()) == 2


def test_a_client_that_does_not_read_loses_qos_0_and_keeps_qos_1_waiting(lab) -> None:
    lab.new_broker(output_bytes=200)
    slow, fast, publisher = lab.connect("slow"), lab.connect("fast"), lab.connect("p")
    for client in (slow, fast):
        client.subscribe(TOPIC, qos=1)
    for number in range(10):
        publisher.publish(TOPIC, bytes((number,)) * 50, qos=number % 2)
        assert len(fast.messages()) == 1, "the others are not held up"
    assert set(lab.details("dropped")) == {"slow_reader"}
    kept = []
    while packets := slow.received():
        for packet in packets:
            assert isinstance(packet, Publish)
            if packet.message.qos:
                kept.append(packet.message.payload[0])
                slow.send(Puback(packet.packet_id))
    assert kept == [1, 3, 5, 7, 9]


def test_a_client_that_asks_without_reading_the_answers_is_closed(lab) -> None:
    lab.new_broker(output_bytes=200)
    client = lab.connect()
    for _ in range(300):
        client.send(Pingreq())
    assert client.is_closed
    assert lab.details("disconnected") == ["not_reading"]


def test_retained_messages_beyond_the_limit_are_passed_on_but_not_kept(lab) -> None:
    lab.new_broker(retained_messages=1)
    client = lab.connect()
    client.subscribe("lab/u1/#")
    client.publish("lab/u1/a", b"1", retain=True)
    client.publish("lab/u1/b", b"2", retain=True)
    assert len(client.messages()) == 2
    client.subscribe("lab/u1/#")
    assert client.messages() == [("lab/u1/a", b"1")]
    assert lab.details("dropped") == ["retained_full"]


@pytest.mark.parametrize("packet", [Pingreq(), Puback(9), Pubrec(9), Pubrel(9), Pubcomp(9)])
def test_a_flood_of_small_packets_is_a_flood_too(lab, packet) -> None:
    lab.new_broker(messages_per_second=10, burst_seconds=1)
    client = lab.connect()
    for _ in range(20):
        client.send(packet)
    assert client.is_closed
    assert lab.details("disconnected") == ["message_rate"]
