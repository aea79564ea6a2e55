"""What the standards forbid, byte by byte, and what it is called."""

from __future__ import annotations

import pytest

from simulator.broker import property_violations, violations
from simulator.broker.decoding import decode
from simulator.broker.errors import ProtocolError
from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from simulator.broker.reasons import Reason
from simulator.broker.stream import PacketStream
from simulator.broker.violations import Violation

Row = tuple[int, str, Violation]

CONNECT_4 = "0004 4d515454 04 "
CONNECT_5 = "0004 4d515454 05 "

AT_EITHER_LEVEL: list[Row] = [
    (0x00, "", violations.PACKET_TYPE),
    (0xC1, "", violations.PACKET_FLAGS),
    (0x80, "0001 00 0001 61 00", violations.PACKET_FLAGS),
    (0xA0, "0001 00 0001 61", violations.PACKET_FLAGS),
    (0x60, "0001", violations.PACKET_FLAGS),
    (0x42, "0001", violations.PACKET_FLAGS),
    (0x20, "02 00 00", violations.PACKET_FLAGS),
    (0x36, "0001 61 0001 00", violations.QUALITY_OF_SERVICE),
    (0x38, "0001 61 00", violations.DUPLICATE_AT_QOS_0),
    (0x30, "", violations.PACKET_LENGTH),
    (0x30, "0002 61", violations.PACKET_LENGTH),
    (0x32, "0001 61 00", violations.PACKET_LENGTH),
    (0x32, "0001 61 0000 00", violations.PACKET_ID_ZERO),
    (0x30, "0000 00", violations.TOPIC_EMPTY),
    (0x30, "0003 612f2b 00", violations.TOPIC_WILDCARD),
    (0x30, "0002 6100 00", violations.TEXT_NULL),
    (0x30, "0002 c328 00", violations.TEXT_ENCODING),
    (0x30, "0003 eda080 00", violations.TEXT_ENCODING),  # U+D800 alone
    (0x30, "0006 eda081edb080 00", violations.TEXT_ENCODING),  # U+10400 as two surrogates (CESU-8)
    (0x30, "0002 c080 00", violations.TEXT_ENCODING),  # an overlong U+0000
    (0x30, "00c9" + "2f" * 201 + "00", violations.TOPIC_DEPTH),
    (0x40, "00", violations.PACKET_LENGTH),
    (0x40, "0000", violations.PACKET_ID_ZERO),
    (0x62, "0000", violations.PACKET_ID_ZERO),
    (0xC0, "00", violations.PACKET_LENGTH),
    (0xD0, "00", violations.PACKET_LENGTH),
    (0x10, "", violations.PACKET_LENGTH),
    (0x10, "0004 4d515458 04 02 0000 0000", violations.PROTOCOL_NAME),
    (0x10, "0006 4d5149736470 03 02 0000 0000", violations.PROTOCOL_NAME),
    (0x10, "0004 4d515454 03 02 0000 0000", violations.PROTOCOL_LEVEL),
    (0x10, "0004 4d515454 06 02 0000 00 0000", violations.PROTOCOL_LEVEL),
]

AT_3_1_1: list[Row] = [
    (0xF0, "", violations.PACKET_TYPE),
    (0xF1, "", violations.PACKET_TYPE),
    (0x40, "0001 00", violations.PACKET_LENGTH),
    (0xE0, "00", violations.PACKET_LENGTH),
    (0xB0, "0001 00", violations.PACKET_LENGTH),
    (0x30, "0000 61", violations.TOPIC_EMPTY),
    (0x82, "0000 0001 61 00", violations.PACKET_ID_ZERO),
    (0x82, "0001", violations.NO_FILTERS),
    (0x82, "0001 0001 61", violations.PACKET_LENGTH),
    (0x82, "0001 0001 61 03", violations.SUBSCRIPTION_OPTIONS),
    (0x82, "0001 0001 61 04", violations.SUBSCRIPTION_OPTIONS),
    (0x82, "0001 0001 61 80", violations.SUBSCRIPTION_OPTIONS),
    (0x82, "0001 0002 6123 00", violations.FILTER_WILDCARD),
    (0x82, "0001 0000 00", violations.TOPIC_EMPTY),
    (0x82, "0001" + "0001 61 00" * 1001, violations.FILTER_COUNT),
    (0xA2, "0001" + "0001 61" * 1001, violations.FILTER_COUNT),
    (0xA2, "0001", violations.NO_FILTERS),
    (0xA2, "0001 0001 2b 0002 2b2b", violations.FILTER_WILDCARD),
    (0x10, CONNECT_4 + "03 0000 0000", violations.CONNECT_FLAGS),
    (0x10, CONNECT_4 + "0a 0000 0000", violations.WILL_FLAGS),
    (0x10, CONNECT_4 + "22 0000 0000", violations.WILL_FLAGS),
    (0x10, CONNECT_4 + "1e 0000 0000 0001 61 0000", violations.WILL_FLAGS),
    (0x10, CONNECT_4 + "42 0000 0000 0000", violations.PASSWORD_WITHOUT_USERNAME),
    (0x10, CONNECT_4 + "02 0000 0000 00", violations.PACKET_LENGTH),
    (0x10, CONNECT_4 + "06 0000 0000 0001 23 0000", violations.TOPIC_WILDCARD),
]

AT_5: list[Row] = [
    (0x82, "0001 00" + "0001 61 00" * 1001, violations.FILTER_COUNT),
    (0xA2, "0001 00" + "0001 61" * 1001, violations.FILTER_COUNT),
    # Acknowledgements
    (0x40, "0001 01", violations.REASON_CODE),
    (0x40, "0001 92", violations.REASON_CODE),
    (0x50, "0001 ff 00", violations.REASON_CODE),
    (0x62, "0001 87", violations.REASON_CODE),
    (0x70, "0001 10 00", violations.REASON_CODE),
    (0x40, "0001 00 00 00", violations.PACKET_LENGTH),
    (0x40, "0001 00 01", property_violations.PROPERTY_LENGTH),
    (0x40, "0001 00 03 03 0000", property_violations.PROPERTY_NOT_ALLOWED),
    # PUBLISH
    (0x30, "0001 61", violations.PACKET_LENGTH),
    (0x32, "0001 61 0001", violations.PACKET_LENGTH),
    (0x30, "0000 06 08 0001 62 01 00 78", violations.TOPIC_EMPTY),
    (0x30, "0001 61 03 23 0000", violations.TOPIC_ALIAS_INVALID),
    (0x30, "0001 61 02 01 02", property_violations.PROPERTY_VALUE),
    (0x30, "0001 61 02 0b 00", property_violations.PROPERTY_VALUE),
    (0x30, "0001 61 05 08 0002 2b2f", property_violations.RESPONSE_TOPIC),
    (0x30, "0001 61 04 08 0001 23", property_violations.RESPONSE_TOPIC),
    (0x30, "0001 61 04 03 0001 00", violations.TEXT_NULL),
    (0x30, "0001 61 07 26 0001 6b 0001 ff", violations.TEXT_ENCODING),
    (0x30, "0001 61 04 01 00 01 00", property_violations.PROPERTY_TWICE),
    (0x30, "0001 61 06 23 0001 23 0001", property_violations.PROPERTY_TWICE),
    (0x30, "0001 61 05 11 00000001", property_violations.PROPERTY_NOT_ALLOWED),
    (0x30, "0001 61 05 18 00000001", property_violations.PROPERTY_NOT_ALLOWED),
    (0x30, "0001 61 01 00", property_violations.PROPERTY_NOT_ALLOWED),
    (0x30, "0001 61 02 81 00", property_violations.PROPERTY_NOT_ALLOWED),
    (0x30, "0001 61 04 01 00", property_violations.PROPERTY_LENGTH),
    (0x30, "0001 61 01 01 00", property_violations.PROPERTY_LENGTH),
    (0x30, "0001 61 03 02 0000", property_violations.PROPERTY_LENGTH),
    (0x30, "0001 61 04 03 0005 61 6263 6465", property_violations.PROPERTY_LENGTH),
    (0x30, "0001 61 8d 27" + "26 0000 0000" * 1001, property_violations.PROPERTY_COUNT),
    (0x30, "0001 61 80 00", violations.VARIABLE_INTEGER),
    (0x30, "0001 61 82 00 01 00", violations.VARIABLE_INTEGER),
    (0x30, "0001 61 ff ff ff ff 7f", violations.VARIABLE_INTEGER),
    (0x30, "0001 61 80", violations.PACKET_LENGTH),
    (0x30, "0001 61 03 0b 81 00", violations.VARIABLE_INTEGER),
    (0x30, "0001 61 06 0b ff ff ff ff 01", violations.VARIABLE_INTEGER),
    (0x30, "0001 61 02 0b 80", property_violations.PROPERTY_LENGTH),
    # SUBSCRIBE and UNSUBSCRIBE
    (0x82, "0000 00 0001 61 00", violations.PACKET_ID_ZERO),
    (0x82, "0001 00", violations.NO_FILTERS),
    (0x82, "0001", violations.PACKET_LENGTH),
    (0x82, "0001 00 0001 61", violations.PACKET_LENGTH),
    (0x82, "0001 00 0001 61 40", violations.SUBSCRIPTION_OPTIONS),
    (0x82, "0001 00 0001 61 80", violations.SUBSCRIPTION_OPTIONS),
    (0x82, "0001 00 0001 61 03", violations.SUBSCRIPTION_QOS),
    (0x82, "0001 00 0001 61 30", violations.RETAIN_HANDLING),
    (0x82, "0001 00 000a 2473686172652f672f61 04", violations.SHARED_NO_LOCAL),
    (0x82, "0001 00 0008 2473686172652f67 00", violations.SHARED_FILTER),
    (0x82, "0001 00 0009 2473686172652f2f61 00", violations.SHARED_FILTER),
    (0x82, "0001 00 0002 6123 00", violations.FILTER_WILDCARD),
    (0x82, "0001 02 0b 00 0001 61 00", property_violations.PROPERTY_VALUE),
    (0x82, "0001 04 0b 01 0b 02 0001 61 00", property_violations.PROPERTY_TWICE),
    (0x82, "0001 03 1f 0000 0001 61 00", property_violations.PROPERTY_NOT_ALLOWED),
    (0xA2, "0001 02 0b 01 0001 61", property_violations.PROPERTY_NOT_ALLOWED),
    (0xA2, "0001 00", violations.NO_FILTERS),
    (0x90, "0001 00 03", violations.REASON_CODE),
    (0xB0, "0001 00 01", violations.REASON_CODE),
    # CONNECT and CONNACK
    (0x10, CONNECT_5 + "03 0000 00 0000", violations.CONNECT_FLAGS),
    (0x10, CONNECT_5 + "0a 0000 00 0000", violations.WILL_FLAGS),
    (0x10, CONNECT_5 + "1e 0000 00 0000 00 0001 61 0000", violations.WILL_FLAGS),
    (0x10, CONNECT_5 + "02 0000", violations.PACKET_LENGTH),
    (0x10, CONNECT_5 + "02 0000 00 0000 00", violations.PACKET_LENGTH),
    (0x10, CONNECT_5 + "02 0000 05 11 00000001", violations.PACKET_LENGTH),
    (0x10, CONNECT_5 + "02 0000 0a 11 00000001 11 00000001 0000", property_violations.PROPERTY_TWICE),
    (0x10, CONNECT_5 + "02 0000 03 21 0000 0000", property_violations.PROPERTY_VALUE),
    (0x10, CONNECT_5 + "02 0000 05 27 00000000 0000", property_violations.PROPERTY_VALUE),
    (0x10, CONNECT_5 + "02 0000 02 17 02 0000", property_violations.PROPERTY_VALUE),
    (0x10, CONNECT_5 + "02 0000 02 19 ff 0000", property_violations.PROPERTY_VALUE),
    (0x10, CONNECT_5 + "02 0000 02 24 01 0000", property_violations.PROPERTY_NOT_ALLOWED),
    (0x10, CONNECT_5 + "02 0000 05 18 00000001 0000", property_violations.PROPERTY_NOT_ALLOWED),
    (0x10, CONNECT_5 + "02 0000 04 16 0001 61 0000", property_violations.AUTHENTICATION_DATA),
    (0x10, CONNECT_5 + "06 0000 00 0000 00 0001 23 0000", violations.TOPIC_WILDCARD),
    (0x10, CONNECT_5 + "06 0000 00 0000 00 0000 0000", violations.TOPIC_EMPTY),
    (0x10, CONNECT_5 + "06 0000 00 0000 03 23 0001 0001 61 0000", property_violations.PROPERTY_NOT_ALLOWED),
    (0x10, CONNECT_5 + "06 0000 00 0000 02 01 05 0001 61 0000", property_violations.PROPERTY_VALUE),
    (0x20, "00 01 00", violations.REASON_CODE),
    (0x20, "00 00", violations.PACKET_LENGTH),
    (0x20, "00 00 02 24 02", property_violations.PROPERTY_VALUE),
    (0x20, "00 00 02 2a 02", property_violations.PROPERTY_VALUE),
    # DISCONNECT and AUTH
    (0xE1, "", violations.PACKET_FLAGS),
    (0xE0, "01", violations.REASON_CODE),
    (0xE0, "00 00 00", violations.PACKET_LENGTH),
    (0xE0, "00 05 11 00000001 00", violations.PACKET_LENGTH),
    (0xE0, "00 05 11 000000", property_violations.PROPERTY_LENGTH),
    (0xE0, "00 03 21 0001", property_violations.PROPERTY_NOT_ALLOWED),
    (0xF1, "", violations.PACKET_FLAGS),
    (0xF0, "18", violations.PACKET_LENGTH),
    (0xF0, "01 00", violations.REASON_CODE),
    (0xF0, "18 04 16 0001 61", property_violations.AUTHENTICATION_DATA),
]


def rows() -> list[tuple[int, int, str, Violation]]:
    """Level, first byte, body and violation of all that is forbidden."""
    tables = {
        (MQTT_3_1_1, MQTT_5): AT_EITHER_LEVEL,
        (MQTT_3_1_1,): AT_3_1_1,
        (MQTT_5,): AT_5,
    }
    return [(level, *row) for levels, table in tables.items() for level in levels for row in table]


@pytest.mark.parametrize(
    ("level", "first", "body", "violation"),
    rows(),
    ids=lambda value: (
        value.code if isinstance(value, Violation) else value[:40] if isinstance(value, str) else None
    ),
)
def test_what_the_standards_forbid_is_refused_by_name(
    level: int, first: int, body: str, violation: Violation
) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(first, bytes.fromhex(body), level)
    found = caught.value.violation
    assert found is violation, f"expected {violation.code}, got {found.code}"


ALL = {
    name: value
    for module in (violations, property_violations)
    for name, value in vars(module).items()
    if isinstance(value, Violation)
}


@pytest.mark.parametrize("violation", ALL.values(), ids=ALL)
def test_a_violation_says_which_statement_it_breaks_in_both_languages(violation: Violation) -> None:
    error = ProtocolError(violation)
    for statement in (violation.statement, violation.statement_5):
        assert statement is None or statement in error.says.en
    assert violation.words.en in error.says.en
    assert violation.words.fa in error.says.fa


def test_codes_are_the_names_in_small_letters_so_that_none_stands_twice() -> None:
    assert {name.lower() for name in ALL} == {violation.code for violation in ALL.values()}


def test_every_violation_of_mqtt_5_ends_a_connection_with_a_failure() -> None:
    """Section 4.13: the reason code of the CONNACK or DISCONNECT is 0x80 or more."""
    assert all(violation.reason >= Reason.UNSPECIFIED_ERROR for violation in ALL.values())


def test_every_violation_that_a_packet_can_show_is_shown_above() -> None:
    judged_elsewhere = {
        # by the stream
        violations.REMAINING_LENGTH,
        violations.PACKET_SIZE,
        # by the connection, which knows what was said before
        violations.FIRST_PACKET,
        violations.SECOND_CONNECT,
        violations.TOPIC_ALIAS_UNKNOWN,
        violations.RECEIVE_MAXIMUM_EXCEEDED,
        violations.IDENTIFIER_FROM_CLIENT,
        violations.SESSION_EXPIRY,
        violations.AUTH_METHOD,
        # by clients inside the process: in a packet no text is so long
        violations.TOPIC_LENGTH,
    }
    shown = {row[-1].code for row in rows()} | {violation.code for violation in judged_elsewhere}
    assert {violation.code for violation in ALL.values()} - shown == set()


@pytest.mark.parametrize(
    ("start", "level", "violation"),
    [
        ("30 ff ff ff ff", MQTT_3_1_1, violations.REMAINING_LENGTH),
        ("30 ff ff ff 80", MQTT_5, violations.REMAINING_LENGTH),
        ("c0 80 00", MQTT_5, violations.VARIABLE_INTEGER),
        ("30 83 80 00", MQTT_5, violations.VARIABLE_INTEGER),
        ("30 ff ff ff 7f", MQTT_5, violations.PACKET_SIZE),
    ],
)
def test_a_wrong_remaining_length_is_refused(start: str, level: int, violation: Violation) -> None:
    with pytest.raises(ProtocolError) as caught:
        list(PacketStream(1000, level).feed(bytes.fromhex(start)))
    assert caught.value.violation is violation


def test_mqtt_3_1_1_lets_a_length_take_more_bytes_than_it_needs() -> None:
    assert list(PacketStream(1000).feed(bytes.fromhex("c0 80 00"))) == [(0xC0, b"")]
