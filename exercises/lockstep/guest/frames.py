"""What conductor and guest say to each other: a fixed header and raw items.

One frame type serves both directions. The guest is hostile territory, so nothing here unpickles, and both
lengths are bounded. All times are integer nanoseconds of simulated time since the start of the run.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

NEVER = 2**64 - 1
"""The horizon of a guest that waits for no moment in particular."""

MAX_FRAME_BYTES = 16 * 1024 * 1024
MAX_ITEMS = 100_000
"""In one frame: each takes some hundred bytes of memory to read, however little it says."""

# Kinds of frame.
STEP = 1
"""guest → conductor: everything waits; the horizon is the next deadline of the program."""
FINAL = 2
"""guest → conductor: the program has ended; no further frame follows."""
GRANT = 3
"""conductor → guest: it is `now`; up to the horizon the guest may move its own clock."""
STOP = 4
"""conductor → guest: the simulated day is over; the guest says FINAL, and no more of the program runs."""
STUCK = 5
"""The same, because nothing can ever wake the program: FINAL says what each thread waits for."""

# Kinds of item.
OPEN = 1
"""A connection to the broker; the body is `host:port` as the program wrote it."""
DATA = 2
CLOSE = 3
ERROR = 4
"""An exception that reached the top of a thread; the body is JSON."""
ENDING = 5
"""How the program ended; the body is JSON."""
SIGNAL = 6
"""A signal for the program; the body is its number in decimals."""
WAITING = 7
"""What the program's threads wait for; the body is JSON."""

LENGTH_BYTES = 4
"""Every frame begins with the number of bytes that follow."""

_HEADER = struct.Struct("<IBQQI")
_LENGTH = struct.Struct("<I")
_REST = struct.Struct("<BQQI")
_ITEM = struct.Struct("<BII")


class Item(NamedTuple):
    """One thing that happened on a connection (or to the program: then `connection` is 0)."""

    kind: int
    connection: int
    body: bytes = b""


class Frame(NamedTuple):
    """One step of the conversation."""

    kind: int
    now_ns: int
    horizon_ns: int = NEVER
    items: tuple[Item, ...] = ()


class BadFrame(ValueError):
    """Bytes that are no frame: the other side does not follow the protocol."""


def encode(frame: Frame) -> bytes:
    """The bytes of a frame, its length first."""
    if not frame.items:
        return _HEADER.pack(_REST.size, frame.kind, frame.now_ns, frame.horizon_ns, 0)
    parts = [b""]
    for kind, connection, body in frame.items:
        parts.append(_ITEM.pack(kind, connection, len(body)))
        parts.append(body)
    size = _REST.size + sum(map(len, parts))
    parts[0] = _HEADER.pack(size, frame.kind, frame.now_ns, frame.horizon_ns, len(frame.items))
    return b"".join(parts)


def frame_size(prefix: bytes) -> int:
    """How many bytes follow the length at the start of `prefix`. Raises `BadFrame` if out of bounds."""
    size: int = _LENGTH.unpack_from(prefix)[0]
    if not _REST.size <= size <= MAX_FRAME_BYTES:
        raise BadFrame(f"a frame of {size} bytes")
    return size


def decode(data: bytes, start: int = 0) -> Frame:
    """The frame in `data` from `start` on, where its length has been read. Raises `BadFrame`."""
    try:
        kind, now_ns, horizon_ns, count = _REST.unpack_from(data, start)
        if count > MAX_ITEMS:
            raise BadFrame(f"a frame of {count} items")
        items = []
        at = start + _REST.size
        for _ in range(count):
            item_kind, connection, length = _ITEM.unpack_from(data, at)
            at += _ITEM.size
            body = data[at : at + length]
            if len(body) != length:
                raise BadFrame("an item is cut short")
            at += length
            items.append(Item(item_kind, connection, body))
    except struct.error as error:
        raise BadFrame(str(error)) from error
    if at != len(data):
        raise BadFrame("bytes follow the last item")
    return Frame(kind, now_ns, horizon_ns, tuple(items))
