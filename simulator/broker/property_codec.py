"""The properties of MQTT 5, read from packets and written to them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from simulator.broker import property_violations
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import Reader, encode_variable
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.property_table import EVERYWHERE, TABLE

MOST_REPETITIONS = 1_000
"""User properties (or subscription identifiers) that a packet may have: in memory each takes many times the
five bytes with which it can arrive."""

_BY_NAME = {row.name: (bytes((row.identifier,)), row.format.write, bool(row.repeats_in)) for row in TABLE}
_BY_PLACE = {place: {row.identifier: row for row in TABLE if place in row.stands_in} for place in EVERYWHERE}


def read_properties(reader: Reader, place: int) -> Properties:
    """The properties that come next in a packet of the type `place` (or in its `WILL`).

    Raises `ProtocolError`.
    """
    length = reader.variable()
    if not length:
        return NO_PROPERTIES
    if length > reader.left:
        raise ProtocolError(property_violations.PROPERTY_LENGTH)
    raw = reader.take(length)
    return _decode_short(raw, place).copy() if length <= _SHORT else _decode(raw, place)


def _decode(raw: bytes, place: int) -> Properties:
    reader = Reader(raw, cut_off=property_violations.PROPERTY_LENGTH)
    rows, found = _BY_PLACE[place], dict[str, Any]()
    while reader.left:
        row = rows.get(reader.byte())
        if row is None:
            raise ProtocolError(property_violations.PROPERTY_NOT_ALLOWED)
        if row.name in found and place not in row.repeats_in:
            raise ProtocolError(property_violations.PROPERTY_TWICE)
        value = row.format.read(reader)
        if row.repeats_in:
            values = found.setdefault(row.name, [])
            if len(values) == MOST_REPETITIONS:
                raise ProtocolError(property_violations.PROPERTY_COUNT)
            values.append(value)
        else:
            found[row.name] = value
    if "authentication_data" in found and "authentication_method" not in found:
        raise ProtocolError(property_violations.AUTHENTICATION_DATA)
    return cast(
        Properties,
        {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()},
    )


# The messages of one publisher tend to have the same properties. Long ones are not remembered, so that nobody
# can fill the memory with them.
_SHORT = 64
_decode_short = lru_cache(maxsize=1024)(_decode)


def encode_properties(properties: Properties) -> bytes:
    """The properties behind their length, in the order in which they were given."""
    if not properties:
        return b"\0"
    parts: list[bytes] = []
    for name, value in properties.items():
        identifier, write, repeats = _BY_NAME[name]
        for one in cast(tuple[Any, ...], value) if repeats else (value,):
            parts += (identifier, write(one))
    encoded = b"".join(parts)
    return encode_variable(len(encoded)) + encoded
