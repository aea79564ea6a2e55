"""Packets to bytes and back, in whatever pieces they arrive."""

from __future__ import annotations

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.broker import violations
from simulator.broker.decoding import decode, protocol_of
from simulator.broker.encoding import encode, encode_connack, encode_length
from simulator.broker.errors import ProtocolError
from simulator.broker.message import Message
from simulator.broker.packets import (
    Connack,
    Connect,
    Disconnect,
    Packet,
    Pingreq,
    Pingresp,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Suback,
    Subscribe,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.stream import PacketStream

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
topics = texts.map(lambda text: text.replace("+", "").replace("#", "")).filter(bool)
filters = st.one_of(topics, st.just("#"), st.just("a/+/b"), topics.map(lambda topic: topic + "/#"))
packet_ids = st.integers(1, 65_535)
messages = st.builds(Message, topics, st.binary(max_size=300), st.integers(0, 2), st.booleans())


def publish(message: Message, duplicate: bool, packet_id: int) -> Publish:
    return Publish(message, duplicate, packet_id) if message.qos else Publish(message)


def connect(client_id: str, username: str | None, password: bytes | None, **rest: object) -> Connect:
    return Connect(client_id, username=username, password=password if username is not None else None, **rest)  # type: ignore[arg-type]


packets: st.SearchStrategy[Packet] = st.one_of(
    st.builds(
        connect,
        texts,
        st.none() | texts,
        st.none() | st.binary(max_size=20),
        clean_session=st.booleans(),
        keepalive_s=st.integers(0, 65_535),
        will=st.none() | messages,
    ),
    st.builds(Connack, st.booleans(), st.integers(0, 5)),
    st.builds(publish, messages, st.booleans(), packet_ids),
    *(st.builds(kind, packet_ids) for kind in (Puback, Pubrec, Pubrel, Pubcomp, Unsuback)),
    st.builds(
        Subscribe,
        packet_ids,
        st.lists(st.tuples(filters, st.integers(0, 2)), min_size=1, max_size=4).map(tuple),
    ),
    st.builds(Suback, packet_ids, st.lists(st.sampled_from([0, 1, 2, 0x80]), max_size=4).map(tuple)),
    st.builds(Unsubscribe, packet_ids, st.lists(filters, min_size=1, max_size=4).map(tuple)),
    st.builds(Pingreq),
    st.builds(Pingresp),
    st.builds(Disconnect),
)


def read(chunks: list[bytes], packet_bytes: int = 1 << 20) -> tuple[list[Packet], str | None]:
    """All packets of the chunks, and the code of the violation that ended them."""
    stream, found = PacketStream(packet_bytes), list[Packet]()
    try:
        for chunk in chunks:
            for first, body in stream.feed(chunk):
                found.append(decode(first, body))
    except ProtocolError as error:
        return found, error.violation.code
    return found, None


def split(data: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(places)]


@given(st.lists(packets, max_size=5), st.lists(st.integers(0, 10_000), max_size=6))
def test_packets_survive_encoding_and_any_splitting(sent: list[Packet], cuts: list[int]) -> None:
    data = b"".join(encode(packet) for packet in sent)
    assert read(split(data, cuts)) == (sent, None)
    assert read([data[at : at + 1] for at in range(len(data))]) == (sent, None)


@given(st.binary(max_size=200), st.lists(st.integers(0, 10_000), max_size=6))
def test_garbage_raises_the_protocol_error_only_and_alike_however_split(data: bytes, cuts: list[int]) -> None:
    assert read(split(data, cuts), 64) == read([data], 64)


@given(packets, st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_packet_raises_the_protocol_error_only(packet: Packet, at: int, byte: int) -> None:
    damaged = bytearray(encode(packet))
    damaged[at % len(damaged)] = byte
    read([bytes(damaged)])


@given(st.binary(max_size=40))
def test_the_beginning_of_a_connect_raises_the_protocol_error_only(body: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        protocol_of(body)


@pytest.mark.parametrize("length", [0, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152])
def test_remaining_lengths_at_the_borders_of_their_encoding(length: int) -> None:
    """Table 2.4"""
    data = bytes((0x30,)) + encode_length(length) + bytes(length)
    assert [len(body) for _, body in PacketStream(1 << 28).feed(data)] == [length]


def test_a_packet_in_small_pieces_is_not_copied_for_each() -> None:
    stream = PacketStream(1 << 20)
    for chunk in [bytes((0x30,)) + encode_length(500_000), *[b"x"] * 499_999]:
        assert list(stream.feed(chunk)) == []
    assert len(list(stream.feed(b"x"))) == 1


@pytest.mark.parametrize("start", [b"\x30\xff\xff\x7f", b"\x30\x80\x80\x80\x01"])
def test_a_packet_over_the_limit_is_refused_before_it_has_arrived(start: bytes) -> None:
    assert read([start], 1000) == ([], "packet_size")


def test_packets_before_a_broken_one_are_still_read() -> None:
    assert read([encode(Pingreq()) + b"\x30\xff\xff\xff\xff"]) == ([Pingreq()], "remaining_length")


def hex_of(text: str) -> bytes:
    return bytes.fromhex(text)


CONNECT_HEAD = "00 04 4d 51 54 54 04 "


@pytest.mark.parametrize(
    ("first", "body", "violation"),
    [
        (0x00, "", violations.PACKET_TYPE),
        (0xF0, "", violations.PACKET_TYPE),
        (0xC1, "", violations.PACKET_FLAGS),
        (0x80, "0001 0001 61 00", violations.PACKET_FLAGS),
        (0xA0, "0001 0001 61", violations.PACKET_FLAGS),
        (0x60, "0001", violations.PACKET_FLAGS),
        (0x42, "0001", violations.PACKET_FLAGS),
        (0x36, "0001 61 0001", violations.QUALITY_OF_SERVICE),
        (0x38, "0001 61", violations.DUPLICATE_AT_QOS_0),
        (0x30, "", violations.PACKET_LENGTH),
        (0x30, "0002 61", violations.PACKET_LENGTH),
        (0x32, "0001 61 00", violations.PACKET_LENGTH),
        (0x32, "0001 61 0000", violations.PACKET_ID_ZERO),
        (0x30, "0000 61", violations.TOPIC_EMPTY),
        (0x30, "0003 612f2b", violations.TOPIC_WILDCARD),
        (0x30, "0002 6100", violations.TEXT_NULL),
        (0x30, "0002 c328", violations.TEXT_ENCODING),
        (0x30, "0003 eda080", violations.TEXT_ENCODING),
        (0x40, "0000", violations.PACKET_ID_ZERO),
        (0x40, "0001 00", violations.PACKET_LENGTH),
        (0x82, "0000 0001 61 00", violations.PACKET_ID_ZERO),
        (0x82, "0001", violations.NO_FILTERS),
        (0x82, "0001 0001 61", violations.PACKET_LENGTH),
        (0x82, "0001 0001 61 03", violations.SUBSCRIPTION_OPTIONS),
        (0x82, "0001 0002 6123 00", violations.FILTER_WILDCARD),
        (0x82, "0001 0000 00", violations.TOPIC_EMPTY),
        (0xA2, "0001", violations.NO_FILTERS),
        (0xC0, "00", violations.PACKET_LENGTH),
        (0xE0, "00", violations.PACKET_LENGTH),
        (0x10, "0004 4d515458 04 02 0000 0000", violations.PROTOCOL_NAME),
        (0x10, CONNECT_HEAD + "03 0000 0000", violations.CONNECT_FLAGS),
        (0x10, CONNECT_HEAD + "0a 0000 0000", violations.WILL_FLAGS),
        (0x10, CONNECT_HEAD + "22 0000 0000", violations.WILL_FLAGS),
        (0x10, CONNECT_HEAD + "1e 0000 0000 0001 61 0000", violations.WILL_FLAGS),
        (0x10, CONNECT_HEAD + "42 0000 0000 0000", violations.PASSWORD_WITHOUT_USERNAME),
        (0x10, CONNECT_HEAD + "02 0000 0000 00", violations.PACKET_LENGTH),
        (0x10, CONNECT_HEAD + "06 0000 0000 0001 23 0000", violations.TOPIC_WILDCARD),
    ],
)
def test_what_the_standard_forbids_is_refused_by_name(
    first: int, body: str, violation: violations.Violation
) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(first, hex_of(body))
    assert caught.value.violation is violation
    assert violation.statement in caught.value.says.en
    assert violation.words.fa in caught.value.says.fa


def test_texts_keep_a_byte_order_mark() -> None:
    """[MQTT-1.5.3-3]"""
    packet = decode(0x30, hex_of("0004 efbbbf61"))
    assert isinstance(packet, Publish)
    assert packet.message.topic == "\ufeffa"


def test_a_refusal_of_mqtt_5_is_written_in_its_own_form() -> None:
    assert encode_connack(False, 0x84, level=5) == hex_of("20 03 00 84 00")
