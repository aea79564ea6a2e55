"""Whatever bytes come, in whatever pieces: they are packets, or a protocol error, and nothing else."""

from __future__ import annotations

import contextlib
import gc
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.broker import property_violations, violations
from simulator.broker.decoding import decode, protocol_of
from simulator.broker.encoding import encode
from simulator.broker.errors import ProtocolError
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    Disconnect,
    Publish,
    Subscribe,
    SubscriptionOptions,
    Unsubscribe,
)
from simulator.broker.stream import PacketStream
from simulator.broker.violations import Violation
from tests.simulator.broker.conftest import Lab
from tests.simulator.broker.packet_strategies import cuts, levels, packets_in, packets_of, read, split

BY_CODE = {
    value.code: value
    for module in (violations, property_violations)
    for value in vars(module).values()
    if isinstance(value, Violation)
}


SEEN_BY_THE_CONNECTION = {
    violation.code
    for violation in (
        violations.SECOND_CONNECT,
        violations.PACKET_TYPE,
        violations.TOPIC_ALIAS_INVALID,
        violations.TOPIC_ALIAS_UNKNOWN,
        violations.IDENTIFIER_FROM_CLIENT,
        violations.SESSION_EXPIRY,
        violations.AUTH_METHOD,
    )
}
"""What packets that are well formed can break, by what was said before."""


@st.composite
def damaged_packets(draw: st.DrawFn, level: int) -> bytes:
    """Valid packets with some bytes changed, left out, put in or repeated."""
    data = b"".join(encode(packet, level) for packet in draw(st.lists(packets_of(level), max_size=4)))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 8)))
        new = draw(st.binary(max_size=3) | st.just(data[start:end] * 2))
        data = data[:start] + new + data[end:]
    return data


def any_bytes(level: int) -> st.SearchStrategy[bytes]:
    return st.binary(max_size=200) | damaged_packets(level)


@given(st.data(), levels, cuts)
@settings(max_examples=400)
def test_any_bytes_are_packets_or_a_protocol_error_alike_however_split(
    data: st.DataObject, level: int, cuts: list[int]
) -> None:
    written = data.draw(any_bytes(level))
    assert read(split(written, cuts), level, 300) == read([written], level, 300)


@given(st.data(), levels)
@settings(max_examples=400)
def test_what_was_read_survives_being_written(data: st.DataObject, level: int) -> None:
    found, _ = read([data.draw(damaged_packets(level))], level)
    for packet in found:
        assert read([encode(packet, level)], level) == ([packet], None)


@given(st.binary(max_size=40))
def test_the_beginning_of_a_connect_is_a_protocol_or_an_error(body: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        protocol_of(body)


@given(st.integers(0, 255), st.binary(max_size=80), levels)
@settings(max_examples=400)
def test_any_body_under_any_first_byte_is_a_packet_or_a_protocol_error(
    first: int, body: bytes, level: int
) -> None:
    with contextlib.suppress(ProtocolError):
        decode(first, body, level)


def first_violation(chunks: list[bytes], level: int) -> Violation | None:
    """What a connection at that level must stumble over first, if over anything that packets show alone."""
    stream = PacketStream(1 << 20, level)
    try:
        for chunk in chunks:
            for first, body in stream.feed(chunk):
                packet = decode(first, body, level)
                if isinstance(packet, Disconnect):
                    return None
    except ProtocolError as error:
        return error.violation
    return None


@given(st.data(), levels, cuts)
@settings(max_examples=300)
def test_a_client_gone_mad_is_sent_away_with_the_reason_and_nobody_else_notices(
    data: st.DataObject, level: int, cuts: list[int]
) -> None:
    lab = Lab()
    bystander = lab.connect("bystander", "u1")
    bystander.subscribe("lab/u1/#")
    client = lab.connect("mad", "house", level=level)
    chunks = split(data.draw(any_bytes(level)), cuts)
    for chunk in chunks:
        client.send_bytes(chunk)
    answers = client.received()
    expected = first_violation(chunks, level)
    farewells = [packet for packet in answers if isinstance(packet, Disconnect)]
    detail = lab.details("disconnected")[-1] if client.is_closed else "none"
    if expected is not None:
        assert detail == expected.code or detail in SEEN_BY_THE_CONNECTION
    if detail in BY_CODE and level == MQTT_5:
        assert [packet.code for packet in farewells] == [BY_CODE[detail].reason]
        assert answers[-1] is farewells[0], "something follows DISCONNECT"
    elif level == MQTT_3_1_1:
        assert not farewells
    bystander.received()
    lab.connect("other", "u1").publish("lab/u1/still", b"here")
    assert bystander.messages() == [("lab/u1/still", b"here")]


@given(st.binary(max_size=120) | damaged_packets(MQTT_3_1_1) | damaged_packets(MQTT_5), cuts)
@settings(max_examples=300)
def test_a_stranger_who_never_connects_properly_gets_a_connack_at_most(data: bytes, cuts: list[int]) -> None:
    lab = Lab()
    stranger = lab.open(MQTT_5)
    for chunk in split(data, cuts):
        stranger.send_bytes(chunk)
    answer = stranger.connection.take()
    assert len([*packets_in([answer])]) <= 1
    assert not answer or answer[0] == 0x20
    assert lab.details("connected") == [], "a client came in without the token"
    lab.advance(10_000)
    assert stranger.is_closed, "who does not introduce himself in time is not kept"


@pytest.mark.parametrize("level", [MQTT_3_1_1, MQTT_5])
def test_an_endless_stream_of_rubbish_leaves_nothing_behind(level: int) -> None:
    """Each connection breaks off or breaks the protocol in another way, in the middle of something large."""
    lab = Lab()
    large = encode(Publish(Message("rubbish", bytes(20_000))), level)

    def connect_with_rubbish() -> None:
        for first in range(256):
            client = lab.connect("mad", "house", level=level)
            client.send_bytes(bytes((first, 7)) + bytes(range(first, first + 7)) if first < 240 else b"")
            client.send_bytes(large[:-1])
            client.vanish()
            lab.broker.take_pending()
            lab.observations.clear()

    def bytes_in_use() -> int:
        connect_with_rubbish()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    connect_with_rubbish()
    tracemalloc.start()
    try:
        early, *_, late = [bytes_in_use() for _ in range(4)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert late < early + 100_000, f"{late - early} bytes are left of 768 connections"
    assert peak < 2_000_000, f"{peak} bytes were in use at once"


@pytest.mark.parametrize("level", [MQTT_3_1_1, MQTT_5])
def test_what_a_packet_takes_in_memory_is_in_proportion_to_its_size(level: int) -> None:
    """The worst that one can pack into a packet: long lists of the smallest things."""
    properties = {"user_properties": (("", ""),) * 1000} if level == MQTT_5 else {}
    many = [
        encode(Subscribe(1, (("a", SubscriptionOptions()),) * 20_000), level),
        encode(Unsubscribe(1, ("a",) * 20_000), level),
        encode(Publish(Message("a", bytes(100_000), properties=properties)), level),
    ]
    for data in many:
        ((first, body),) = PacketStream(1 << 20).feed(data)
        tracemalloc.start()
        try:
            with contextlib.suppress(ProtocolError):
                decode(first, body, level)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 5 * len(data), f"a packet of {len(data)} bytes took {peak}"
