"""Packets to bytes and back, in whatever pieces they arrive; and the bytes of the standards' own examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.broker.decoding import decode
from simulator.broker.encoding import encode, encode_disconnect, encode_publish
from simulator.broker.fields import encode_variable
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    Auth,
    Connack,
    Connect,
    Disconnect,
    Packet,
    Pingreq,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Suback,
    Subscribe,
    SubscriptionOptions,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.stream import PacketStream
from tests.simulator.broker.packet_strategies import cuts, levels, packets_of, read, split


@given(st.data(), levels, cuts)
def test_packets_survive_encoding_and_any_splitting(data: st.DataObject, level: int, cuts: list[int]) -> None:
    sent = data.draw(st.lists(packets_of(level), max_size=5))
    written = b"".join(encode(packet, level) for packet in sent)
    assert read(split(written, cuts), level) == (sent, None)
    assert read([written[at : at + 1] for at in range(len(written))], level) == (sent, None)


HEAD_OF_CONNECT = "00 04 4d 51 54 54"

GOLDEN: dict[str, tuple[int, Packet, str]] = {
    "CONNECT, figure 3.6 of MQTT 3.1.1": (
        MQTT_3_1_1,
        Connect("c", True, 10, "u", b"p", Message("w", b"x", 1)),
        f"10 19 {HEAD_OF_CONNECT} 04 ce 000a 0001 63 0001 77 0001 78 0001 75 0001 70",
    ),
    "CONNECT, figure 3-6 of MQTT 5: session expiry interval 10": (
        MQTT_5,
        Connect("", True, 10, "u", b"p", level=MQTT_5, properties={"session_expiry_interval": 10}),
        f"10 18 {HEAD_OF_CONNECT} 05 c2 000a 05 11 0000000a 0000 0001 75 0001 70",
    ),
    "CONNECT with a will of MQTT 5": (
        MQTT_5,
        Connect("c", False, level=MQTT_5, will=Message("w", b"", 2, True, {"will_delay_interval": 5})),
        f"10 19 {HEAD_OF_CONNECT} 05 34 0000 00 0001 63 05 18 00000005 0001 77 0000",
    ),
    "CONNECT with a password alone": (
        MQTT_5,
        Connect("", password=b"p", level=MQTT_5),
        f"10 10 {HEAD_OF_CONNECT} 05 42 0000 00 0000 0001 70",
    ),
    "CONNACK of MQTT 3.1.1": (MQTT_3_1_1, Connack(True, 0), "20 02 01 00"),
    "CONNACK of MQTT 5": (
        MQTT_5,
        Connack(False, 0, {"assigned_client_identifier": "a", "maximum_qos": 1, "receive_maximum": 20}),
        "20 0c 00 00 09 12 0001 61 24 01 21 0014",
    ),
    "CONNACK that refuses": (MQTT_5, Connack(False, 0x84), "20 03 00 84 00"),
    "PUBLISH, figure 3.11 of MQTT 3.1.1": (
        MQTT_3_1_1,
        Publish(Message("a/b", b"", 1), packet_id=10),
        "32 07 0003 61 2f 62 000a",
    ),
    "PUBLISH, figure 3-9 of MQTT 5": (
        MQTT_5,
        Publish(Message("a/b", b"", 1), packet_id=10),
        "32 08 0003 61 2f 62 000a 00",
    ),
    "PUBLISH at QoS 0, retained": (MQTT_5, Publish(Message("a", b"xy", 0, True)), "31 06 0001 61 00 78 79"),
    "PUBLISH with a topic alias instead of the topic": (
        MQTT_5,
        Publish(Message("", b"x", properties={"topic_alias": 7})),
        "30 07 0000 03 23 0007 78",
    ),
    "PUBLISH for two subscriptions": (
        MQTT_5,
        Publish(Message("a", b"", 2, properties={"subscription_identifiers": (1, 128)}), True, 3),
        "3c 0b 0001 61 0003 05 0b 01 0b 80 01",
    ),
    "PUBLISH of a request": (
        MQTT_5,
        Publish(
            Message(
                "a",
                b"",
                properties={
                    "response_topic": "b",
                    "correlation_data": b"\x00\xff",
                    "user_properties": (("k", "1"), ("k", "2")),
                },
            )
        ),
        "30 1b 0001 61 17 08 0001 62 09 0002 00ff 26 0001 6b 0001 31 26 0001 6b 0001 32",
    ),
    "PUBACK": (MQTT_3_1_1, Puback(0x1234), "40 02 1234"),
    "PUBACK of success, cut short": (MQTT_5, Puback(0x1234), "40 02 1234"),
    "PUBACK with a reason, cut short": (MQTT_5, Puback(1, 0x10), "40 03 0001 10"),
    "PUBREC with words": (
        MQTT_5,
        Pubrec(1, 0x87, {"reason_string": "no"}),
        "50 09 0001 87 05 1f 0002 6e 6f",
    ),
    "PUBREL": (MQTT_5, Pubrel(2, 0x92), "62 03 0002 92"),
    "PUBCOMP of success, with words": (
        MQTT_5,
        Pubcomp(2, 0, {"reason_string": ""}),
        "70 07 0002 00 03 1f 0000",
    ),
    "SUBSCRIBE, figure 3.22 of MQTT 3.1.1": (
        MQTT_3_1_1,
        Subscribe(10, (("a/b", SubscriptionOptions(1)), ("c/d", SubscriptionOptions(2)))),
        "82 0e 000a 0003 61 2f 62 01 0003 63 2f 64 02",
    ),
    "SUBSCRIBE, figure 3-21 of MQTT 5, with an identifier": (
        MQTT_5,
        Subscribe(
            10,
            (("a/b", SubscriptionOptions(1)), ("c/d", SubscriptionOptions(2, True, True, 2))),
            {"subscription_identifiers": (200,)},
        ),
        "82 12 000a 03 0b c8 01 0003 61 2f 62 01 0003 63 2f 64 2e",
    ),
    "SUBACK": (MQTT_3_1_1, Suback(10, (0, 2, 0x80)), "90 05 000a 00 02 80"),
    "SUBACK of MQTT 5": (MQTT_5, Suback(10, (0, 2, 0x87)), "90 06 000a 00 00 02 87"),
    "UNSUBSCRIBE, figure 3.29 of MQTT 3.1.1": (
        MQTT_3_1_1,
        Unsubscribe(10, ("a/b", "c/d")),
        "a2 0c 000a 0003 61 2f 62 0003 63 2f 64",
    ),
    "UNSUBSCRIBE of MQTT 5": (MQTT_5, Unsubscribe(10, ("a",)), "a2 06 000a 00 0001 61"),
    "UNSUBACK": (MQTT_3_1_1, Unsuback(10), "b0 02 000a"),
    "UNSUBACK of MQTT 5": (MQTT_5, Unsuback(10, (0, 0x11)), "b0 05 000a 00 00 11"),
    "DISCONNECT": (MQTT_3_1_1, Disconnect(), "e0 00"),
    "DISCONNECT of MQTT 5, cut short": (MQTT_5, Disconnect(), "e0 00"),
    "DISCONNECT with a reason": (
        MQTT_5,
        Disconnect(0x04, {"session_expiry_interval": 1}),
        "e0 07 04 05 11 00000001",
    ),
    "AUTH of success, cut short": (MQTT_5, Auth(), "f0 00"),
    "AUTH, figure 3-31 of MQTT 5": (
        MQTT_5,
        Auth(0x18, {"authentication_method": "m", "authentication_data": b"\x01"}),
        "f0 0a 18 08 15 0001 6d 16 0001 01",
    ),
}


@pytest.mark.parametrize(("level", "packet", "written"), GOLDEN.values(), ids=GOLDEN)
def test_packets_look_as_the_standards_lay_them_out(level: int, packet: Packet, written: str) -> None:
    data = bytes.fromhex(written)
    assert encode(packet, level).hex(" ") == data.hex(" ")
    assert read([data], level) == ([packet], None)


@pytest.mark.parametrize(
    ("written", "packet"),
    [
        ("40 04 0001 00 00", Puback(1)),
        ("62 03 0001 00", Pubrel(1)),
        ("e0 01 00", Disconnect()),
        ("e0 01 8e", Disconnect(0x8E)),
        ("e0 02 00 00", Disconnect()),
        ("f0 02 00 00", Auth()),
    ],
)
def test_what_could_be_left_out_may_be_there(written: str, packet: Packet) -> None:
    """Sections 3.4.2.1, 3.6.2.1, 3.14.2.1 and 3.15.2.1 of MQTT 5"""
    assert read([bytes.fromhex(written)], MQTT_5) == ([packet], None)


def test_a_receiver_may_get_other_properties_than_the_message_has() -> None:
    message = Message("a", b"", properties={"topic_alias": 1, "content_type": "x"})
    packet = encode_publish(message, 0, False, level=MQTT_5, properties={"content_type": "x"})
    assert read([packet], MQTT_5)[0] == [Publish(Message("a", b"", properties={"content_type": "x"}))]
    assert encode_publish(message, 0, False, level=MQTT_5, properties={}) == bytes.fromhex("30040001 61 00")


def test_mqtt_3_1_1_is_written_without_what_it_does_not_know() -> None:
    message = Message("a", b"", properties={"content_type": "x"})
    assert encode(Publish(message)) == bytes.fromhex("30 03 0001 61")
    assert encode(Puback(1, 0x87, {"reason_string": "no"})) == bytes.fromhex("40 02 0001")
    assert encode(Unsuback(1, (0, 0x11))) == bytes.fromhex("b0 02 0001")
    assert encode_disconnect(0x8E, level=MQTT_3_1_1) == bytes.fromhex("e0 00")


@pytest.mark.parametrize("length", [0, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152])
def test_remaining_lengths_at_the_borders_of_their_encoding(length: int) -> None:
    """Table 2.4 of MQTT 3.1.1, table 1-1 of MQTT 5"""
    data = bytes((0x30,)) + encode_variable(length) + bytes(length)
    assert [len(body) for _, body in PacketStream(1 << 28).feed(data)] == [length]


def test_a_packet_in_small_pieces_is_not_copied_for_each() -> None:
    stream = PacketStream(1 << 20)
    for chunk in [bytes((0x30,)) + encode_variable(500_000), *[b"x"] * 499_999]:
        assert list(stream.feed(chunk)) == []
    assert len(list(stream.feed(b"x"))) == 1


@pytest.mark.parametrize("start", [b"\x30\xff\xff\x7f", b"\x30\x80\x80\x80\x01"])
def test_a_packet_over_the_limit_is_refused_before_it_has_arrived(start: bytes) -> None:
    assert read([start], MQTT_3_1_1, 1000) == ([], "packet_size")


def test_packets_before_a_broken_one_are_still_read() -> None:
    data = encode(Pingreq()) + b"\x30\xff\xff\xff\xff"
    assert read([data], MQTT_5) == ([Pingreq()], "remaining_length")


@pytest.mark.parametrize("level", [MQTT_3_1_1, MQTT_5])
def test_texts_keep_a_byte_order_mark(level: int) -> None:
    """[MQTT-1.5.3-3] of 3.1.1, [MQTT-1.5.4-3] of 5"""
    packet = decode(0x30, bytes.fromhex("0004 efbbbf61 00"), level)
    assert isinstance(packet, Publish)
    assert packet.message.topic == "\ufeffa"
