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
        data = self._arrived or self._read_some()
        while len(data) < LENGTH_BYTES:
            data += self._read_some()
        size = LENGTH_BYTES + frame_size(data)
        if len(data) < size:
            data = self._read_rest(data, size)
        self._arrived = data[size:]
        return decode(data[:size], LENGTH_BYTES)

    def _read_rest(self, begun: bytes, size: int) -> bytes:
        """All of a frame that one read did not bring whole, and perhaps what follows it."""
        parts, missing = [begun], size - len(begun)
        while missing > 0:
            parts.append(self._read_some())
            missing -= len(parts[-1])
        return b"".join(parts)

    def _read_some(self) -> bytes:
        data = self._channel.recv(AT_ONCE_BYTES)
        if not data:
            raise EOFError
        return data
