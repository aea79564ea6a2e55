"""What running programs print, in the data folder: one file a run, written by the house, read by the API.

A line is one event: `{"n", "stream", "text", "at"}` for what was printed, `{"n", "omitted"}` for events that
are left out of the middle, `{"n", "ended"}` as the last. `n` counts the events of a run.
"""

from __future__ import annotations

import json
import logging
import os
from collections import deque
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

_log = logging.getLogger("khaneh.house")

_ENDING = ".jsonl"
HEAD_BYTES = 128 * 1024
TAIL_BYTES = 128 * 1024
"""What is kept of a long output: its beginning and its end."""

Event = dict[str, Any]


class RunLogs:
    """The folder of all runs; the same for house and API."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "runs"

    def begin(self, run: str) -> RunWriter:
        """The log of a new run. Raises OSError."""
        self._folder.mkdir(exist_ok=True)
        return RunWriter(self._path(run))

    def reader(self, run: str) -> RunReader:
        """The log of a run from its beginning; empty as long as there is none."""
        return RunReader(self._path(run))

    def has_begun(self, run: str) -> bool:
        """Whether the run was ever started."""
        return self._path(run).exists()

    def ending(self, run: str) -> Event | None:
        """How the run ended, if that was written down."""
        events = self.reader(run).read()
        return events[-1].get("ended") if events else None

    def keep(self, runs: Collection[str]) -> None:
        """Remove those of all other runs."""
        for path in self._folder.glob(f"*{_ENDING}"):
            if path.stem not in runs:
                path.unlink(missing_ok=True)

    def _path(self, run: str) -> Path:
        return self._folder / f"{run}{_ENDING}"


class RunWriter:
    """Appends events; now and then throws away what lies between head and tail of a long output."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 0
        self._head: list[str] = []
        self._head_bytes = 0
        self._tail: deque[str] = deque()
        self._tail_bytes = 0
        self._omitted = 0
        path.write_text("", encoding="utf-8")

    def add(self, event: Mapping[str, Any]) -> None:
        """Write an event down; when the disk is full, the program runs on unheard."""
        self._count += 1
        line = json.dumps({"n": self._count, **event}, ensure_ascii=False) + "\n"
        try:
            self._keep(line)
        except OSError:
            _log.exception("what %s prints cannot be written down", self._path.stem)

    def _keep(self, line: str) -> None:
        size = len(line.encode())
        if self._head_bytes < HEAD_BYTES:
            self._head.append(line)
            self._head_bytes += size
        else:
            self._tail.append(line)
            self._tail_bytes += size
        if self._tail_bytes > 2 * TAIL_BYTES:
            self._cut()
        else:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line)

    def _cut(self) -> None:
        while self._tail_bytes > TAIL_BYTES:
            self._tail_bytes -= len(self._tail.popleft().encode())
            self._omitted += 1
        gap = json.dumps({"n": len(self._head) + self._omitted, "omitted": self._omitted}) + "\n"
        draft = self._path.with_suffix(".draft")
        draft.write_text("".join([*self._head, gap, *self._tail]), encoding="utf-8")
        os.replace(draft, self._path)


class RunReader:
    """Reads on where it stopped, also after the middle of the file was thrown away."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = 0
        self._offset = 0
        self._last = 0

    def has_news(self) -> bool:
        """Whether anything was written since the last call of `read`; asked often, this costs nothing."""
        try:
            status = self._path.stat()
        except OSError:
            return False
        return (status.st_ino, status.st_size) != (self._file, self._offset)

    def read(self) -> list[Event]:
        """The events since the last call; half a line at the end is left for the next."""
        try:
            with self._path.open("rb") as file:
                status = os.fstat(file.fileno())
                if status.st_ino != self._file or status.st_size < self._offset:
                    self._file, self._offset = status.st_ino, 0
                file.seek(self._offset)
                written = file.read()
        except OSError:
            return []
        whole = written[: written.rfind(b"\n") + 1]
        self._offset += len(whole)
        events = [event for event in map(json.loads, whole.splitlines()) if event["n"] > self._last]
        if events:
            self._last = events[-1]["n"]
        return events
