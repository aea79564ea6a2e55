"""The grader's side of lockstep: grants simulated time to the student's program, and plays the house.

The program is never trusted: a time that goes back or beyond its grant, or bytes that are no frame, end
the run. At any instant the house's events come first, then bytes to the program, then the program's own
timers.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from exercises.lockstep.frame_channel import FrameChannel
from exercises.lockstep.guest import frames
from exercises.lockstep.guest.frames import Frame, Item

MILLISECOND = 1_000_000

LEASE_GRID_NS = 1_000 * MILLISECOND
"""Leases end on this grid, so that a program cannot read from them when the house will act next."""

MOST_ERRORS = 20
ERROR_BYTES = 100_000
"""What is read of the errors that a program tells; an honest guest stays far below."""


class Performer(Protocol):
    """What carries the program's connections to a broker."""

    @property
    def now_ms(self) -> int:
        """The simulated time of the house."""

    def open(self, connection: int, target: str) -> None:
        """The program has connected to `target`, `host:port`."""

    def receive(self, connection: int, data: bytes) -> None:
        """The program has sent bytes."""

    def close(self, connection: int) -> None:
        """The program has closed a connection."""


class Stage(Performer, Protocol):
    """What the conductor plays for the program: the house behind its broker, in simulated time."""

    def next_due_ms(self) -> int | None:
        """When the house or the broker acts next by itself."""

    def run_until(self, at_ms: int) -> None:
        """Let everything happen that is due at or before a moment."""

    @property
    def overrun(self) -> bool:
        """Whether the program has sent more than any exercise could need."""

    def close_all(self) -> None:
        """The program is gone; so are its connections."""

    def take_output(self) -> list[Item]:
        """Bytes for the program, and connections that the broker has closed."""


@dataclass(frozen=True, slots=True)
class ProgramError:
    """An exception that ended a thread of the program, in simulated time."""

    at_ms: int
    where: str
    type: str
    message: str
    module: str | None
    file: str | None
    line: int | None
    traceback: str


@dataclass(slots=True)
class Conversation:
    """How the program ended.

    `how` is `day_over` (it ran to the end), `ended` (it came to its own end), `stopped` (its process ended
    without a word), `flood` (it sent more than any exercise could need) or `broken` (it said what no guest
    says).
    """

    how: str
    at_ms: int
    exit_code: int | None = None
    errors: list[ProgramError] = field(default_factory=list)


class Conductor:
    """Leads one program through one simulated stretch of time."""

    def __init__(
        self,
        stage: Stage,
        channel: socket.socket,
        *,
        end_ms: int,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._stage = stage
        self._channel = FrameChannel(channel)
        self._end_ns = end_ms * MILLISECOND
        self._progress = progress or _no_progress
        self._granted_from = 0
        self._granted_to = 0
        self._errors: list[ProgramError] = []

    def run(self) -> Conversation:
        """Converse until the day is over or the program has ended; then let the house finish the day alone.

        Whoever wants to end the conversation kills the program, which closes the channel.
        """
        ending = self._converse()
        ending.errors = self._errors
        if ending.how != "day_over":
            self._stage.close_all()
        self._stage.run_until(self._end_ns // MILLISECOND)
        return ending

    def _converse(self) -> Conversation:
        stage = self._stage
        stage.run_until(0)
        while True:
            try:
                frame = self._channel.receive()
            except (EOFError, OSError):
                return self._ended("stopped")
            except frames.BadFrame:
                return self._ended("broken")
            if not self._granted_from <= frame.now_ns <= self._granted_to:
                return self._ended("broken")
            now_ms = frame.now_ns // MILLISECOND
            if now_ms > stage.now_ms:
                stage.run_until(now_ms)
            exit_code = perform(self._stage, frame, self._errors) if frame.items else None
            if stage.overrun:
                return self._ended("flood")
            if frame.kind == frames.FINAL:
                return self._ended("ended", exit_code)
            if frame.kind != frames.STEP or frame.horizon_ns < frame.now_ns:
                return self._ended("broken")
            answer = self._answer(frame)
            try:
                self._channel.send(answer)
            except OSError:
                return self._ended("stopped")
            if answer.kind == frames.STOP:
                return self._ended("day_over")

    def _ended(self, how: str, exit_code: int | None = None) -> Conversation:
        return Conversation(how, self._stage.now_ms, exit_code)

    def _answer(self, frame: Frame) -> Frame:
        """Let time pass until something concerns the program: bytes, its deadline, or the end of the day."""
        now, deadline = frame.now_ns, frame.horizon_ns
        stage = self._stage
        if frame.items:
            stage.run_until(now // MILLISECOND)  # what the program did takes effect
        while True:
            output = stage.take_output()
            due_ms = stage.next_due_ms()
            due = self._end_ns if due_ms is None else min(due_ms * MILLISECOND, self._end_ns)
            if output or deadline <= now:
                return self._grant(now, due, output)
            if deadline < due:
                return self._grant(deadline, due, [])
            if due >= self._end_ns:
                return Frame(frames.STOP, self._end_ns)
            now = max(now, due)
            stage.run_until(now // MILLISECOND)
            self._progress(stage.now_ms)

    def _grant(self, now: int, due: int, output: list[Item]) -> Frame:
        self._granted_from = now
        self._granted_to = max(now, due // LEASE_GRID_NS * LEASE_GRID_NS)
        return Frame(frames.GRANT, now, self._granted_to, tuple(output))


def perform(stage: Performer, frame: Frame, errors: list[ProgramError]) -> int | None:
    """Do what the program did since its last step; the exit status, if it tells one.

    What it tells of its errors is added to `errors`.
    """
    exit_code = None
    for item in frame.items:
        if item.kind == frames.DATA:
            stage.receive(item.connection, item.body)
        elif item.kind == frames.OPEN:
            stage.open(item.connection, item.body.decode(errors="replace"))
        elif item.kind == frames.CLOSE:
            stage.close(item.connection)
        elif item.kind == frames.ERROR and len(errors) < MOST_ERRORS:
            errors.append(_read_error(item.body, stage.now_ms))
        elif item.kind == frames.ENDING:
            exit_code = _read_exit_code(item.body)
    return exit_code


def _no_progress(_now_ms: int) -> None:
    """Nobody watches."""


def _read_exit_code(body: bytes) -> int | None:
    try:
        return int(body[:16])
    except ValueError:
        return None


def _read_error(body: bytes, at_ms: int) -> ProgramError:
    """What the program says of its own error: only believed as text for the student."""
    try:
        told: Any = json.loads(body[:ERROR_BYTES])
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        told = {}

    def text(name: str) -> str | None:
        value = told.get(name)
        return value[:20_000] if isinstance(value, str) else None

    line = told.get("line")
    return ProgramError(
        at_ms=at_ms,
        where=text("where") or "main",
        type=text("type") or "Exception",
        message=text("message") or "",
        module=text("module"),
        file=text("file"),
        line=line if isinstance(line, int) else None,
        traceback=text("traceback") or "",
    )
