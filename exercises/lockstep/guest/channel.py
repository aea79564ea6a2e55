"""The guest's end of the only way out: one inherited file descriptor."""

from __future__ import annotations

import os

from .frames import LENGTH_BYTES, Frame, decode, encode, frame_size

AT_ONCE_BYTES = 65_536


class ConductorGone(EOFError):
    """The conductor has closed the channel: the run is over."""


class Channel:
    """Exchanges frames with the conductor, one at a time."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        # Bound now: the student's program may replace what `os` holds.
        self._read = os.read
        self._write = os.write

    def send(self, frame: Frame) -> None:
        """Write one frame, whole."""
        data = encode(frame)
        written = self._write(self._descriptor, data)
        while written < len(data):
            written += self._write(self._descriptor, data[written:])

    def receive(self) -> Frame:
        """Read one frame: the conductor sends exactly one in answer to each. Raises `ConductorGone`."""
        data = self._read_some()
        while len(data) < LENGTH_BYTES:
            data += self._read_some()
        size = LENGTH_BYTES + frame_size(data)
        while len(data) < size:
            data += self._read_some()
        return decode(data, LENGTH_BYTES)

    def _read_some(self) -> bytes:
        data = self._read(self._descriptor, AT_ONCE_BYTES)
        if not data:
            raise ConductorGone
        return data
