"""What a program wrote: drained without end, kept in bounds, and safe to show."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Literal

StreamName = Literal["stdout", "stderr"]
Hear = Callable[[StreamName, bytes], None]
"""Takes what a program writes, as it comes: cut anywhere, also within a character."""

HEAD_BYTES = 32 * 1024
TAIL_BYTES = 32 * 1024

# Control characters would move a terminal's cursor or break a page: they are shown as the pictures that
# Unicode has for C0 and DEL, and as the replacement character for C1. Line feed and tab are harmless.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_SAFE = _PICTURES | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


@dataclass(frozen=True, slots=True)
class Stream:
    """The first and the last of what was written to one stream, as text without control characters."""

    head: str
    tail: str
    total_bytes: int
    omitted_bytes: int

    @property
    def text(self) -> str:
        """Head and tail in one, with a line between them that tells how much is left out."""
        if not self.omitted_bytes:
            return self.head + self.tail
        return f"{self.head}\n… {self.omitted_bytes} bytes …\n{self.tail}"


@dataclass(frozen=True, slots=True)
class Output:
    """What a program wrote to its two streams."""

    stdout: Stream
    stderr: Stream

    @property
    def total_bytes(self) -> int:
        """Bytes written, kept or not."""
        return self.stdout.total_bytes + self.stderr.total_bytes


class Capture:
    """Keeps head, tail and count of one stream in bounded memory."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._tail = bytearray()
        self.total = 0

    def add(self, data: bytes) -> None:
        """Take in the next bytes of the stream."""
        self.total += len(data)
        space = HEAD_BYTES - len(self._head)
        self._head += data[:space]
        self._tail += data[space:]
        if len(self._tail) > 2 * TAIL_BYTES:  # cut seldom: each cut copies
            del self._tail[:-TAIL_BYTES]

    def kept(self) -> bytes:
        """What is kept so far, without what lay between head and tail."""
        return bytes(self._head + self._tail)

    def stream(self) -> Stream:
        """What is kept so far."""
        tail = bytes(self._tail[-TAIL_BYTES:])
        omitted = self.total - len(self._head) - len(tail)
        if not omitted:  # one piece: a character may lie across the border
            return Stream(safe_text(bytes(self._head) + tail), "", self.total, 0)
        return Stream(safe_text(bytes(self._head)), safe_text(tail), self.total, omitted)


class Drain:
    """Reads both streams of a program in the background, so that the program never blocks on them.

    A thread for each stream: it works the same on every system, and they sleep while nothing is written.
    `on_excess` is called once, from one of the threads, when more than `limit_bytes` have been written.
    """

    def __init__(
        self, stdout: IO[bytes], stderr: IO[bytes], limit_bytes: int, on_excess: Callable[[], None]
    ) -> None:
        self._captures: dict[StreamName, Capture] = {"stdout": Capture(), "stderr": Capture()}
        self._lock = threading.Lock()
        self._hear: Hear | None = None
        self._limit_bytes = limit_bytes
        self._on_excess = on_excess
        self._excess = False
        self._threads = [
            threading.Thread(target=self._read, args=(name, file), name="output", daemon=True)
            for name, file in (("stdout", stdout), ("stderr", stderr))
        ]
        for thread in self._threads:
            thread.start()

    def output(self) -> Output:
        """What has been written so far."""
        return Output(*(capture.stream() for capture in self._captures.values()))

    def listen(self, hear: Hear) -> None:
        """Have `hear` told what was kept so far and all that comes, from the reading threads, in turn."""
        with self._lock:
            for name, capture in self._captures.items():
                if capture.total:
                    hear(name, capture.kept())
            self._hear = hear

    def join(self, timeout_s: float) -> None:
        """Wait until both streams have ended, or for `timeout_s` for each."""
        for thread in self._threads:
            thread.join(timeout_s)

    def _read(self, name: StreamName, file: IO[bytes]) -> None:
        with file:
            while data := os.read(file.fileno(), 65_536):
                with self._lock:
                    self._captures[name].add(data)
                    if self._hear is not None:
                        self._hear(name, data)
                if not self._excess and self._total() > self._limit_bytes:
                    self._excess = True
                    self._on_excess()

    def _total(self) -> int:
        return sum(capture.total for capture in self._captures.values())


def safe_text(data: bytes) -> str:
    """Bytes of a program as text that does nothing to a terminal, a log or JSON: NUL becomes `␀`."""
    return without_controls(data.decode("utf-8", "replace"))


def without_controls(text: str) -> str:
    """Text with pictures in the place of control characters."""
    return text.replace("\r\n", "\n").translate(_SAFE)
