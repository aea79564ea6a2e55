"""The table of MQTT 5's properties: nothing is missing, and what may stand somewhere survives being written."""

from __future__ import annotations

from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.broker import property_violations
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import Reader
from simulator.broker.message import Message
from simulator.broker.packets import PacketType
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.property_codec import MOST_REPETITIONS, encode_properties, read_properties
from simulator.broker.property_table import EVERYWHERE, TABLE, WILL, Property
from tests.simulator.broker.packet_strategies import properties_of

places = st.sampled_from(EVERYWHERE)
rows = pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])

# One value of each property, as it is written.
EXAMPLES: dict[str, tuple[Any, str]] = {
    "payload_format_indicator": (1, "01 01"),
    "message_expiry_interval": (3600, "02 00000e10"),
    "content_type": ("a/b", "03 0003 61 2f 62"),
    "response_topic": ("r", "08 0001 72"),
    "correlation_data": (b"\x00\x01", "09 0002 00 01"),
    "subscription_identifiers": ((268_435_455,), "0b ff ff ff 7f"),
    "session_expiry_interval": (0xFFFF_FFFF, "11 ffffffff"),
    "assigned_client_identifier": ("auto-1", "12 0006 61 75 74 6f 2d 31"),
    "server_keep_alive": (60, "13 003c"),
    "authentication_method": ("m", "15 0001 6d"),
    "authentication_data": (b"", "16 0000"),
    "request_problem_information": (0, "17 00"),
    "will_delay_interval": (5, "18 00000005"),
    "request_response_information": (1, "19 01"),
    "response_information": ("خ", "1a 0002 d8 ae"),
    "server_reference": ("s", "1c 0001 73"),
    "reason_string": ("", "1f 0000"),
    "receive_maximum": (65_535, "21 ffff"),
    "topic_alias_maximum": (0, "22 0000"),
    "topic_alias": (10, "23 000a"),
    "maximum_qos": (1, "24 01"),
    "retain_available": (0, "25 00"),
    "user_properties": ((("k", "v"), ("k", "")), "26 0001 6b 0001 76 26 0001 6b 0000"),
    "maximum_packet_size": (1, "27 00000001"),
    "wildcard_subscription_available": (0, "28 00"),
    "subscription_identifiers_available": (0, "29 00"),
    "shared_subscription_available": (0, "2a 00"),
}

NEEDED_WITH: dict[str, Properties] = {"authentication_data": {"authentication_method": "m"}}


def read(data: bytes, place: int) -> Properties:
    reader = Reader(data)
    properties = read_properties(reader, place)
    reader.finish()
    return properties


def test_the_table_and_the_names_are_the_same() -> None:
    assert [row.name for row in sorted(TABLE, key=lambda row: row.identifier)] == [row.name for row in TABLE]
    assert {row.name for row in TABLE} == set(get_type_hints(Properties))
    assert len({row.identifier for row in TABLE}) == len(TABLE) == 27


def test_the_table_allows_each_packet_what_the_standard_does() -> None:
    """Sections 3.1.2.11, 3.1.3.2, 3.2.2.3, 3.3.2.3 … list them: these are their numbers."""
    counts = {place: sum(place in row.stands_in for row in TABLE) for place in EVERYWHERE}
    assert counts == {
        PacketType.CONNECT: 9,
        WILL: 7,
        PacketType.CONNACK: 17,
        PacketType.PUBLISH: 8,
        PacketType.PUBACK: 2,
        PacketType.PUBREC: 2,
        PacketType.PUBREL: 2,
        PacketType.PUBCOMP: 2,
        PacketType.SUBSCRIBE: 2,
        PacketType.SUBACK: 2,
        PacketType.UNSUBSCRIBE: 1,
        PacketType.UNSUBACK: 2,
        PacketType.DISCONNECT: 4,
        PacketType.AUTH: 4,
    }


@rows
def test_a_property_is_written_as_the_standard_says(row: Property) -> None:
    value, written = EXAMPLES[row.name]
    one: Properties = {row.name: value}  # type: ignore[misc]
    assert encode_properties(one)[1:] == bytes.fromhex(written)
    for place in row.stands_in:
        given: Properties = {**NEEDED_WITH.get(row.name, {}), **one}
        assert read(encode_properties(given), place) == given


@rows
def test_a_property_stands_nowhere_else(row: Property) -> None:
    data = encode_properties({row.name: EXAMPLES[row.name][0]})  # type: ignore[misc]
    for place in set(EVERYWHERE) - set(row.stands_in):
        with pytest.raises(ProtocolError) as caught:
            read(data, place)
        assert caught.value.violation is property_violations.PROPERTY_NOT_ALLOWED


@rows
def test_a_property_stands_twice_only_where_it_may(row: Property) -> None:
    written = bytes.fromhex(EXAMPLES[row.name][1])
    for place in set(row.stands_in) - set(row.repeats_in):
        before = encode_properties(NEEDED_WITH.get(row.name, NO_PROPERTIES))[1:]
        block = before + written + written
        with pytest.raises(ProtocolError) as caught:
            read(bytes((len(block),)) + block, place)
        assert caught.value.violation is property_violations.PROPERTY_TWICE


@given(st.data(), places)
def test_properties_survive_being_written(data: st.DataObject, place: int) -> None:
    properties = data.draw(properties_of(place))
    written = encode_properties(properties)
    assert read(written, place) == properties
    assert list(read(written, place)) == list(properties), "their order is not kept"


@given(st.binary(max_size=60), places)
def test_any_bytes_are_properties_or_a_protocol_error(block: bytes, place: int) -> None:
    try:
        properties = read(bytes((len(block),)) + block, place)
    except ProtocolError:
        return
    assert read(encode_properties(properties), place) == properties


def test_properties_read_belong_to_the_reader() -> None:
    """Short blocks are remembered, so each reader must have a dictionary of its own."""
    data = bytes.fromhex("05 02 00000e10")
    read(data, PacketType.PUBLISH).clear()
    assert read(data, PacketType.PUBLISH) == {"message_expiry_interval": 3600}


def test_so_many_user_properties_and_no_more() -> None:
    """Else a packet of a megabyte would take fourteen in memory."""
    most: Properties = {"user_properties": (("k", "v"),) * MOST_REPETITIONS}
    assert read(encode_properties(most), PacketType.PUBLISH) == most
    with pytest.raises(ProtocolError) as caught:
        read(encode_properties({"user_properties": (("", ""),) * (MOST_REPETITIONS + 1)}), PacketType.PUBLISH)
    assert caught.value.violation is property_violations.PROPERTY_COUNT


def test_the_size_of_a_message_counts_what_properties_take() -> None:
    assert Message("a", b"four").size == 4
    assert Message("a", b"four", properties={"content_type": "text", "topic_alias": 7}).size == 8
    assert Message("a", b"", properties={"user_properties": (("k", "v"),) * 1000}).size > 64_000
