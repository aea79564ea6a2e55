"""The grader's end of the channel to a program: one frame after the other."""

from __future__ import annotations

import socket

from exercises.lockstep.guest.frames import LENGTH_BYTES, Frame, decode, encode, frame_size

AT_ONCE_BYTES = 65_536


class FrameChannel:
    """Sends and receives frames over a socket; the program at the other end is not trusted."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._arrived = b""

    def send(self, frame: Frame) -> None:
        """Write one frame, whole. Raises OSError if the program is gone."""
        self._channel.sendall(encode(frame))

    def receive(self) -> Frame:
        """Read one frame. Raises EOFError or OSError if the program is gone, BadFrame if it is none."""
        self._read_until(LENGTH_BYTES)
        size = LENGTH_BYTES + frame_size(self._arrived[:LENGTH_BYTES])
        self._read_until(size)
        body, self._arrived = self._arrived[LENGTH_BYTES:size], self._arrived[size:]
        return decode(body)

    def _read_until(self, count: int) -> None:
        """Have at least so many bytes; nearly always one read brings a frame whole."""
        if len(self._arrived) >= count:
            return
        parts = [self._arrived]
        missing = count - len(self._arrived)
        while missing > 0:
            data = self._channel.recv(max(missing, AT_ONCE_BYTES))
            if not data:
                raise EOFError
            parts.append(data)
            missing -= len(data)
        self._arrived = b"".join(parts)
