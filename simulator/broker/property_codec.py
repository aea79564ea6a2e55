"""The properties of MQTT 5, read from packets and written to them."""

from __future__ import annotations

from typing import Any, cast

from simulator.broker import property_violations
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import Reader, encode_byte, encode_variable
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.property_table import EVERYWHERE, TABLE

_BY_NAME = {row.name: row for row in TABLE}
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
    inside = Reader(reader.take(length), cut_off=property_violations.PROPERTY_LENGTH)
    found: dict[str, Any] = {}
    while inside.left:
        row = _BY_PLACE[place].get(inside.byte())
        if row is None:
            raise ProtocolError(property_violations.PROPERTY_NOT_ALLOWED)
        if row.name in found and place not in row.repeats_in:
            raise ProtocolError(property_violations.PROPERTY_TWICE)
        value = row.format.read(inside)
        if row.repeats_in:
            found.setdefault(row.name, []).append(value)
        else:
            found[row.name] = value
    if "authentication_data" in found and "authentication_method" not in found:
        raise ProtocolError(property_violations.AUTHENTICATION_DATA)
    return cast(Properties, {name: tuple(v) if isinstance(v, list) else v for name, v in found.items()})


def encode_properties(properties: Properties) -> bytes:
    """The properties behind their length, in the order in which they were given."""
    if not properties:
        return b"\0"
    parts: list[bytes] = []
    for name, value in properties.items():
        row = _BY_NAME[name]
        for one in cast(tuple[Any, ...], value) if row.repeats_in else (value,):
            parts += (encode_byte(row.identifier), row.format.write(one))
    encoded = b"".join(parts)
    return encode_variable(len(encoded)) + encoded
