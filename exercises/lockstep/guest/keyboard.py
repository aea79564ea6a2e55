"""What a person types: the lines that the exercise gives; then nobody comes any more."""

from __future__ import annotations

import builtins
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .scheduler import Scheduler


class Keyboard:
    """What stands for `sys.stdin`: who reads more than was typed waits to the end of the run."""

    encoding = "utf-8"
    errors = "strict"
    closed = False

    def __init__(self, scheduler: Scheduler, lines: Sequence[str]) -> None:
        self._scheduler = scheduler
        self._lines = iter(lines)

    def readline(self, size: int = -1) -> str:
        """The next line, with its end."""
        line = next(self._lines, None)
        while line is None:
            self._scheduler.wait(None)
        return f"{line}\n"

    def read(self, size: int = -1) -> str:
        """The whole text, which ends only with the run."""
        return "".join(self)

    def readlines(self) -> list[str]:
        return list(self)

    def __iter__(self) -> Iterator[str]:
        while True:
            yield self.readline()

    def fileno(self) -> int:
        return 0

    def isatty(self) -> bool:
        return False

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        """There is nothing to close."""


def install(scheduler: Scheduler, lines: Sequence[str]) -> None:
    """Have `input()` and `sys.stdin` read these lines."""
    keyboard = Keyboard(scheduler, lines)

    def read_line(prompt: Any = "") -> str:
        print(prompt, end="", flush=True)  # noqa: T201  # as the real one does
        return keyboard.readline()[:-1]

    builtins.input = read_line
    sys.stdin = keyboard
