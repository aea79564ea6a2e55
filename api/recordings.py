"""The recordings of live houses, in the data folder: one file a lab, begun anew with its house."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from pathlib import Path

from api.errors import NotFound
from simulator.recording import Write

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
        room_for = _MOST_BYTES

        def write(line: str) -> None:
            nonlocal room_for
            room_for -= len(line.encode())
            if room_for >= 0:
                try:
                    with path.open("a", encoding="utf-8") as file:
                        file.write(line)
                except OSError:
                    # The house lives on without: what is written so far stays good.
                    _log.exception("the recording of lab %s ends here", lab)
                    room_for = -1

        try:
            self._folder.mkdir(exist_ok=True)
            path.write_text("", encoding="utf-8")
        except OSError:
            _log.exception("lab %s is not recorded", lab)
            room_for = -1
        return write

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
