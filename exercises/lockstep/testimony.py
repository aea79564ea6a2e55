"""What a program says of itself: believed only as text for its author."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from exercises.lockstep.guest import frames
from exercises.lockstep.guest.frames import Item
from exercises.sandbox.output import safe_text

MILLISECOND = 1_000_000

MOST_ERRORS = 20
MOST_THREADS = 20
TOLD_BYTES = 100_000
"""What is read of each thing that a program tells; an honest guest stays far below."""
LONGEST_TEXT = 20_000

Fate = Literal["program", "thread", "task", "job", "logged"]
"""What an exception ended; a job is one of a pool. One that is `logged` was caught by a library."""
Leaving = Literal["returned", "exited", "failed", "interrupted", "signal"]


@dataclass(frozen=True, slots=True)
class ProgramError:
    """An exception that nobody in the program handled, in simulated time."""

    at_ms: int
    where: str
    """The thread's name, the task's, or the library's that caught it."""
    type: str
    message: str
    module: str | None
    file: str | None
    line: int | None
    traceback: str
    fate: Fate = "program"
    function: str | None = None
    caller: str | None = None
    """The callback that it happened in, and the module that called it; None outside of callbacks."""


@dataclass(frozen=True, slots=True)
class Left:
    """How a program left: see `guest.ending`. `exit_code` is None if it did not say."""

    how: Leaving = "returned"
    exit_code: int | None = None
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thread that waits, and the line of the program in which it does; `text` is what stands there.

    One that `spins` computes in a circle, and waits in this way for what only another thread could change.
    """

    thread: str
    file: str | None
    line: int | None
    text: str
    spins: bool = False


@dataclass(slots=True)
class Testimony:
    """All that a program has said of itself so far."""

    errors: list[ProgramError] = field(default_factory=list)
    left: Left | None = None
    waiting: tuple[Waiting, ...] = ()

    def hear(self, item: Item, now_ms: int) -> None:
        """Take down one item."""
        if item.kind == frames.ERROR and len(self.errors) < MOST_ERRORS:
            self.errors.append(_error(_read(item.body), now_ms))
        elif item.kind == frames.ENDING:
            self.left = _left(_read(item.body))
        elif item.kind == frames.WAITING:
            threads = _read_list(item.body)[:MOST_THREADS]
            self.waiting = tuple(_waiting(_Told(thread)) for thread in threads)


class _Told:
    """A JSON object of unknown honesty; its texts may hold what no file, terminal or database takes."""

    def __init__(self, value: Any) -> None:
        self._fields: Mapping[str, Any] = value if isinstance(value, dict) else {}

    def text(self, name: str) -> str | None:
        value = self._fields.get(name)
        return safe_text(value[:LONGEST_TEXT].encode(errors="replace")) if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        value = self._fields.get(name)
        return value if isinstance(value, int) and abs(value) < 2**63 else None

    def truth(self, name: str) -> bool:
        return self._fields.get(name) is True


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body[:TOLD_BYTES])
    except (ValueError, RecursionError):
        return None


def _read(body: bytes) -> _Told:
    return _Told(_parse(body))


def _read_list(body: bytes) -> list[Any]:
    value = _parse(body)
    return value if isinstance(value, list) else []


def _error(told: _Told, now_ms: int) -> ProgramError:
    at_ns = told.number("at_ns")
    at_ms = now_ms if at_ns is None else min(max(at_ns // MILLISECOND, 0), now_ms)
    fate = told.text("fate")
    return ProgramError(
        at_ms=at_ms,
        where=told.text("where") or "main",
        type=told.text("type") or "Exception",
        message=told.text("message") or "",
        module=told.text("module"),
        file=told.text("file"),
        line=told.number("line"),
        traceback=told.text("traceback") or "",
        fate=fate if fate in get_args(Fate) else "program",  # type: ignore[arg-type]  # mypy does not follow
        function=told.text("function"),
        caller=told.text("caller"),
    )


def _left(told: _Told) -> Left:
    how = told.text("how")
    return Left(
        how=how if how in get_args(Leaving) else "returned",  # type: ignore[arg-type]  # mypy does not follow
        exit_code=told.number("code"),
        file=told.text("file"),
        line=told.number("line"),
    )


def _waiting(told: _Told) -> Waiting:
    return Waiting(
        told.text("thread") or "?",
        told.text("file"),
        told.number("line"),
        told.text("text") or "",
        spins=told.truth("spins"),
    )
