"""What a running program prints, passed on as text a little after it comes."""

from __future__ import annotations

import asyncio
import codecs
import threading
from collections.abc import Callable

from exercises.sandbox.output import StreamName, without_controls

TOLD_EVERY_S = 0.05
MOST_AT_ONCE_BYTES = 128 * 1024
"""What is passed on at once; of what comes faster, the rest is left out and counted."""

Say = Callable[[StreamName, str], None]


class LiveOutput:
    """Takes bytes from the threads that read them, and says text in the event loop it was made in."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._heard: list[tuple[StreamName, bytes]] = []
        self._heard_bytes = 0
        self._omitted_bytes = 0
        decoder = codecs.getincrementaldecoder("utf-8")
        self._decoders = {"stdout": decoder("replace"), "stderr": decoder("replace")}

    def hear(self, stream: StreamName, data: bytes) -> None:
        """Take what was printed; from any thread."""
        with self._lock:
            is_first = not self._heard
            if self._heard_bytes > MOST_AT_ONCE_BYTES:
                self._omitted_bytes += len(data)
                return
            self._heard.append((stream, data))
            self._heard_bytes += len(data)
        if is_first:
            self._loop.call_soon_threadsafe(self._loop.call_later, TOLD_EVERY_S, self.flush)

    def flush(self) -> None:
        """Say what was heard until now."""
        with self._lock:
            heard, self._heard, self._heard_bytes = self._heard, [], 0
            omitted, self._omitted_bytes = self._omitted_bytes, 0
        for stream, data in _joined(heard):
            text = without_controls(self._decoders[stream].decode(data))
            if text:
                self._say(stream, text)
        if omitted:
            self._say("stdout", f"\n… {omitted} bytes …\n")

    def finish(self) -> None:
        """Say the rest: nothing more comes."""
        self.flush()
        for stream, decoder in self._decoders.items():
            rest = decoder.decode(b"", final=True)
            if rest:
                self._say("stdout" if stream == "stdout" else "stderr", rest)


def _joined(heard: list[tuple[StreamName, bytes]]) -> list[tuple[StreamName, bytes]]:
    """What came on one stream without a word on the other in between, in one piece."""
    joined: list[tuple[StreamName, bytearray]] = []
    for stream, data in heard:
        if not joined or joined[-1][0] != stream:
            joined.append((stream, bytearray()))
        joined[-1][1].extend(data)
    return [(stream, bytes(data)) for stream, data in joined]
