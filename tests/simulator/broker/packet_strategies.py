"""Hypothesis strategies of whatever a packet can hold, at either protocol level."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

from simulator.broker.decoding import decode
from simulator.broker.errors import ProtocolError
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    Auth,
    Connack,
    Connect,
    Disconnect,
    Packet,
    PacketType,
    Pingreq,
    Pingresp,
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
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.property_table import (
    ALIAS,
    BINARY,
    FOUR_BYTES,
    FOUR_BYTES_NOT_ZERO,
    RESPONSE_TOPIC,
    TABLE,
    TEXT,
    TEXT_PAIR,
    TWO_BYTES,
    TWO_BYTES_NOT_ZERO,
    VARIABLE_NOT_ZERO,
    WILL,
    ZERO_OR_ONE,
)
from simulator.broker.reasons import REASONS_OF
from simulator.broker.stream import PacketStream

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
topics = texts.map(lambda text: text.replace("+", "").replace("#", "")).filter(bool)
filters = st.one_of(
    topics.filter(lambda topic: not topic.startswith("$share/")),
    st.sampled_from(["#", "+", "a/+/b", "$share/g/#", "$share/خانه/a/+"]),
    topics.filter(lambda topic: not topic.startswith("$share")).map(lambda topic: topic + "/#"),
)
packet_ids = st.integers(1, 0xFFFF)
levels = st.sampled_from([MQTT_3_1_1, MQTT_5])
binaries = st.binary(max_size=40)

_VALUES: dict[object, st.SearchStrategy[object]] = {
    ZERO_OR_ONE: st.integers(0, 1),
    TWO_BYTES: st.integers(0, 0xFFFF),
    TWO_BYTES_NOT_ZERO: st.integers(1, 0xFFFF),
    ALIAS: st.integers(1, 0xFFFF),
    FOUR_BYTES: st.integers(0, 0xFFFF_FFFF),
    FOUR_BYTES_NOT_ZERO: st.integers(1, 0xFFFF_FFFF),
    VARIABLE_NOT_ZERO: st.integers(1, 0xFFF_FFFF),
    TEXT: texts,
    TEXT_PAIR: st.tuples(texts, texts),
    RESPONSE_TOPIC: topics,
    BINARY: binaries,
}


@functools.cache
def properties_of(place: int) -> st.SearchStrategy[Properties]:
    """Any properties that may stand in packets of that type, or in the `WILL`."""
    rows = {}
    for row in TABLE:
        if place in row.stands_in:
            value = _VALUES[row.format]
            if row.repeats_in:
                value = st.lists(value, min_size=1, max_size=3 if place in row.repeats_in else 1).map(tuple)
            rows[row.name] = value
    return st.fixed_dictionaries({}, optional=rows).filter(_method_comes_with_data)  # type: ignore[return-value]


def _method_comes_with_data(properties: Properties) -> bool:
    return "authentication_data" not in properties or "authentication_method" in properties


def _properties(level: int, place: int) -> st.SearchStrategy[Properties]:
    return properties_of(place) if level == MQTT_5 else st.just(NO_PROPERTIES)


def _messages(level: int, place: int) -> st.SearchStrategy[Message]:
    return st.builds(
        Message,
        topics,
        st.binary(max_size=300),
        st.integers(0, 2),
        st.booleans(),
        _properties(level, place),
    )


@st.composite
def _connects(draw: st.DrawFn, level: int) -> Connect:
    username = draw(st.none() | texts)
    password = draw(st.none() | binaries) if username is not None or level == MQTT_5 else None
    return Connect(
        draw(texts),
        draw(st.booleans()),
        draw(st.integers(0, 0xFFFF)),
        username,
        password,
        draw(st.none() | _messages(level, WILL)),
        level,
        draw(_properties(level, PacketType.CONNECT)),
    )


@st.composite
def _publishes(draw: st.DrawFn, level: int) -> Publish:
    message = draw(_messages(level, PacketType.PUBLISH))
    return Publish(message, draw(st.booleans()), draw(packet_ids)) if message.qos else Publish(message)


def _codes(level: int, kind: PacketType) -> st.SearchStrategy[int]:
    return st.sampled_from(sorted(REASONS_OF[kind])) if level == MQTT_5 else st.just(0)


def _acknowledgements(level: int) -> st.SearchStrategy[Packet]:
    kinds = {
        Puback: PacketType.PUBACK,
        Pubrec: PacketType.PUBREC,
        Pubrel: PacketType.PUBREL,
        Pubcomp: PacketType.PUBCOMP,
    }
    return st.one_of(
        *(
            st.builds(packet, packet_ids, _codes(level, kind), _properties(level, kind))
            for packet, kind in kinds.items()
        )
    )


def _subscriptions(level: int) -> st.SearchStrategy[Packet]:
    plain = st.integers(0, 2).map(SubscriptionOptions)
    options = st.builds(
        SubscriptionOptions, st.integers(0, 2), st.booleans(), st.booleans(), st.integers(0, 2)
    )
    requests = st.tuples(filters, options if level == MQTT_5 else plain).map(_without_shared_no_local)
    some_filters = st.lists(filters, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(
            Subscribe,
            packet_ids,
            st.lists(requests, min_size=1, max_size=4).map(tuple),
            _properties(level, PacketType.SUBSCRIBE),
        ),
        st.builds(
            Suback,
            packet_ids,
            st.lists(st.sampled_from([0, 1, 2, 0x80]), max_size=4).map(tuple),
            _properties(level, PacketType.SUBACK),
        ),
        st.builds(Unsubscribe, packet_ids, some_filters, _properties(level, PacketType.UNSUBSCRIBE)),
        st.builds(
            Unsuback,
            packet_ids,
            st.lists(_codes(level, PacketType.UNSUBACK), max_size=4).map(tuple)
            if level == MQTT_5
            else st.just(()),
            _properties(level, PacketType.UNSUBACK),
        ),
    )


def _without_shared_no_local(request: tuple[str, SubscriptionOptions]) -> tuple[str, SubscriptionOptions]:
    topic_filter, options = request
    return topic_filter, options._replace(
        no_local=options.no_local and not topic_filter.startswith("$share/")
    )


def _farewells(level: int) -> st.SearchStrategy[Packet]:
    connack_codes = _codes(level, PacketType.CONNACK) if level == MQTT_5 else st.integers(0, 5)
    packets: list[st.SearchStrategy[Packet]] = [
        st.builds(Connack, st.booleans(), connack_codes, _properties(level, PacketType.CONNACK)),
        st.builds(
            Disconnect, _codes(level, PacketType.DISCONNECT), _properties(level, PacketType.DISCONNECT)
        ),
        st.builds(Pingreq),
        st.builds(Pingresp),
    ]
    if level == MQTT_5:
        packets.append(st.builds(Auth, _codes(level, PacketType.AUTH), _properties(level, PacketType.AUTH)))
    return st.one_of(*packets)


@functools.cache
def packets_of(level: int) -> st.SearchStrategy[Packet]:
    """Any packet of a connection at that level."""
    return st.one_of(
        _connects(level),
        _publishes(level),
        _acknowledgements(level),
        _subscriptions(level),
        _farewells(level),
    )


def split(data: bytes, cuts: list[int]) -> list[bytes]:
    """The data in pieces, cut anywhere."""
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(places)]


cuts = st.lists(st.integers(0, 10_000), max_size=6)


def packets_in(chunks: list[bytes], packet_bytes: int = 1 << 20) -> Iterator[tuple[int, bytes]]:
    """First byte and body of each packet, as far as the stream can be cut into packets."""
    stream = PacketStream(packet_bytes)
    for chunk in chunks:
        yield from stream.feed(chunk)


def read(chunks: list[bytes], level: int, packet_bytes: int = 1 << 20) -> tuple[list[Packet], str | None]:
    """All packets of the chunks, and the code of the violation that ended them."""
    found = list[Packet]()
    try:
        for first, body in packets_in(chunks, packet_bytes):
            found.append(decode(first, body, level))
    except ProtocolError as error:
        return found, error.violation.code
    return found, None
