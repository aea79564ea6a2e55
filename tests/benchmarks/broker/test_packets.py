"""The load generator's own packets, as the lab's decoder reads them."""

from __future__ import annotations

from benchmarks.broker import packets
from simulator.broker.decoding import decode
from simulator.broker.packets import Connack, Connect, Disconnect, Puback, Publish, Subscribe
from simulator.broker.stream import PacketStream


def decoded(data: bytes) -> list[object]:
    return [decode(first, body) for first, body in PacketStream(1 << 20).feed(data)]


def test_the_client_introduces_itself_with_a_clean_session_and_a_password():
    (packet,) = decoded(packets.connect("device-1"))
    assert isinstance(packet, Connect)
    assert (packet.client_id, packet.username, packet.password is not None) == ("device-1", "bench", True)
    assert (packet.level, packet.will) == (4, None)


def test_the_broker_is_expected_to_accept():
    assert decoded(packets.CONNACK) == [Connack(False, 0)]
    assert decoded(packets.DISCONNECT) == [Disconnect()]


def test_a_subscription_names_the_topic_and_the_quality():
    (packet,) = decoded(packets.subscribe(1))
    assert isinstance(packet, Subscribe)
    assert packet.requests[0][0] == packets.TOPIC


def test_messages_are_published_at_either_quality():
    for qos in (0, 1):
        (packet,) = decoded(packets.publish(qos, 700))
        assert isinstance(packet, Publish)
        assert (packet.message.topic, packet.message.payload) == (packets.TOPIC, packets.PAYLOAD)
        assert (packet.message.qos, packet.packet_id) == (qos, 700 * qos)


def test_each_message_gets_its_own_acknowledgement():
    identifiers = (1, 256, 65_535, 7)
    arrived = b"".join(packets.publish(1, packet_id) for packet_id in identifiers)
    assert decoded(packets.pubacks(arrived)) == [Puback(packet_id) for packet_id in identifiers]
