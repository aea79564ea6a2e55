"""Traces as they are kept in the database, and as they are shown."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator

from simulator.breakdowns import HIDDEN
from simulator.trace import Trace

_MAY_BE_HIDDEN = f'"{HIDDEN}"'.encode()


def pack(trace: Trace) -> bytes:
    """The lines of a trace, compressed; a day in a house takes about 60 kB."""
    lines = io.StringIO()
    trace.write(lines)
    return zlib.compress(lines.getvalue().encode())


def lines_of(packed: bytes, *, whole: bool) -> Iterator[str]:
    """The lines of a packed trace; unless `whole`, without what students are to find out by themselves."""
    for line in io.BytesIO(zlib.decompress(packed)):
        # Reading every line as JSON would take ten times as long.
        if whole or _MAY_BE_HIDDEN not in line or json.loads(line)["source"] != HIDDEN:
            yield line.decode()
