"""The guest's end of the only way out: one inherited file descriptor."""

from __future__ import annotations

import os

from .frames import Frame, decode, encode, frame_size


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
        data = memoryview(encode(frame))
        while data:
            data = data[self._write(self._descriptor, data) :]

    def receive(self) -> Frame:
        """Read one frame. Raises `ConductorGone`."""
        return decode(self._read_exactly(frame_size(self._read_exactly(4))))

    def _read_exactly(self, count: int) -> bytes:
        data = self._read(self._descriptor, count)
        while len(data) < count:
            more = self._read(self._descriptor, count - len(data))
            if not more:
                raise ConductorGone
            data += more
        return data
