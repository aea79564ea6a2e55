"""The recordings of live houses, in the data folder: one file a lab, begun anew with its house."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from api.errors import NotFound
from simulator.recording import Write
from simulator.replay import Recording, read_recording

_log = logging.getLogger("khaneh.house")

_ENDING = ".jsonl"
_MOST_BYTES = 20_000_000
"""What a recording may take; it is good until there, and goes no further."""


class Recordings:
    """Written by the house process, read by the API; the folder is the same for both."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "recordings"

    def begin(self, lab: str) -> Write:
        """A new recording of a lab, in place of the one before; gives what writes its lines."""
        path = self._path(lab)
        try:
            self._folder.mkdir(exist_ok=True)
            path.write_text("", encoding="utf-8")
        except OSError:
            _log.exception("lab %s is not recorded", lab)
            return _Writer(path, room_for=-1)
        return _Writer(path, _MOST_BYTES)

    def go_on(self, lab: str) -> Write:
        """Gives what writes further lines to the recording of a lab, which is there."""
        path = self._path(lab)
        try:
            written = path.read_bytes()
            # A process that was ended in the middle of a line has left half of it.
            whole = written.rfind(b"\n") + 1
            os.truncate(path, whole)
        except OSError:
            _log.exception("the recording of lab %s ends here", lab)
            return _Writer(path, room_for=-1)
        return _Writer(path, _MOST_BYTES - whole)

    def read(self, lab: str) -> Recording:
        """What was recorded until now. Raises FileMistaken where nothing can be played again."""
        return read_recording(self._path(lab))

    def forget(self, lab: str) -> None:
        """Remove the recording of a lab: its house begins anew."""
        self._path(lab).unlink(missing_ok=True)

    def keep(self, labs: Collection[str]) -> None:
        """Remove those of all other labs."""
        for path in self._folder.glob(f"*{_ENDING}"):
            if path.stem not in labs:
                path.unlink(missing_ok=True)

    def lines(self, lab: str) -> Iterator[str]:
        """What was recorded until now; half a line at the end is left out. Raises NotFound."""
        try:
            written = self._path(lab).read_text(encoding="utf-8")
        except OSError:
            raise NotFound() from None
        return iter(written[: written.rfind("\n") + 1].splitlines(keepends=True))

    def _path(self, lab: str) -> Path:
        return self._folder / f"{lab}{_ENDING}"


class _Writer:
    """Writes lines at the end of a file while there is room."""

    def __init__(self, path: Path, room_for: int) -> None:
        self._path = path
        self._room_for = room_for

    def __call__(self, line: str) -> None:
        self._room_for -= len(line.encode())
        if self._room_for < 0:
            return
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line)
        except OSError:
            # The house lives on without: what is written so far stays good.
            _log.exception("the recording of lab %s ends here", self._path.stem)
            self._room_for = -1
