"""One lab to a data folder: two would take each other's jobs for their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from api.errors import ApiError
from devices.text import Text


class AlreadyRunning(ApiError):
    """Another lab works on this data folder."""

    code = "already_running"
    words = Text(
        en="Another lab is running on the data folder {folder}; stop it, or choose another with --data.",
        fa="آزمایشگاه دیگری روی پوشهٔ دادهٔ {folder} روشن است؛ آن را ببندید یا با --data پوشهٔ دیگری بدهید.",
    )


@contextmanager
def sole_use(folder: Path) -> Iterator[None]:
    """Hold the data folder while the context lasts; however the process ends, the system lets go of it.

    Raises AlreadyRunning.
    """
    with (folder / "lock").open("a") as file:
        try:
            _lock(file)
        except OSError as error:
            raise AlreadyRunning(folder=str(folder)) from error
        yield


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
