"""The grader's side of lockstep: grants simulated time to the student's program, and plays the house.

The program is never trusted: a time that goes back or beyond its grant, or bytes that are no frame, end
the run. At any instant the house's events come first, then bytes to the program, then the program's own
timers.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from exercises.lockstep.frame_channel import FrameChannel
from exercises.lockstep.guest import frames
from exercises.lockstep.guest.frames import NEVER, Frame, Item
from exercises.lockstep.testimony import MILLISECOND, ProgramError, Testimony

INTERRUPT = Item(frames.SIGNAL, 0, b"2")
"""Ctrl-C."""

How = Literal["day_over", "ended", "interrupted", "deadlock", "stopped", "flood", "broken"]


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
    def connected(self) -> bool:
        """Whether the program has a connection, so that something may still come."""

    @property
    def overrun(self) -> bool:
        """Whether the program has sent more than any exercise could need."""

    def close_all(self) -> None:
        """The program is gone; so are its connections."""

    def take_output(self) -> list[Item]:
        """Bytes for the program, and connections that the broker has closed."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """How the program ended, and what it said of itself.

    `how` is `day_over` (it ran until it was stopped), `ended` (it came to its own end), `interrupted` (it
    did so when it was sent Ctrl-C), `deadlock` (all of it waits for what cannot come), `stopped` (its process
    ended without a word), `flood` (it sent more than any exercise could need) or `broken` (it said what no
    guest says).
    """

    how: How
    at_ms: int
    testimony: Testimony = field(default_factory=Testimony)

    @property
    def errors(self) -> list[ProgramError]:
        """The exceptions that nobody handled."""
        return self.testimony.errors

    @property
    def exit_code(self) -> int | None:
        """The exit status, if the program ended by itself."""
        left = self.testimony.left
        return None if left is None else left.exit_code


class Conductor:
    """Leads one program through one simulated stretch of time.

    It starts at `start_ms` and is stopped at `end_ms`; at `interrupt_ms` it is sent Ctrl-C.
    """

    def __init__(
        self,
        stage: Stage,
        channel: socket.socket,
        *,
        start_ms: int = 0,
        end_ms: int,
        interrupt_ms: int | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._stage = stage
        self._channel = FrameChannel(channel)
        self._end_ns = end_ms * MILLISECOND
        self._interrupt_ns = NEVER if interrupt_ms is None else interrupt_ms * MILLISECOND
        self._progress = progress or _no_progress
        self._granted_from = self._granted_to = start_ms * MILLISECOND
        self._was_interrupted = False
        self._testimony = Testimony()

    def run(self) -> Conversation:
        """Converse until the day is over or the program has ended; then let the house finish the day alone.

        Whoever wants to end the conversation kills the program, which closes the channel.
        """
        conversation = self._converse()
        if conversation.how != "day_over":
            self._stage.close_all()
        self._stage.run_until(self._end_ns // MILLISECOND)
        return conversation

    def _converse(self) -> Conversation:
        self._stage.run_until(self._granted_from // MILLISECOND)
        while True:
            try:
                how = self._take(self._channel.receive())
            except (EOFError, OSError):
                how = "stopped"
            except frames.BadFrame:
                how = "broken"
            if how is not None:
                return Conversation(how, self._stage.now_ms, self._testimony)

    def _take(self, frame: Frame) -> How | None:
        """Do what a frame says and answer it; how the conversation ended, if it did."""
        stage = self._stage
        if not self._granted_from <= frame.now_ns <= self._granted_to:
            return "broken"
        now_ms = frame.now_ns // MILLISECOND
        if now_ms > stage.now_ms:
            stage.run_until(now_ms)
        if frame.items:
            perform(stage, frame, self._testimony)
        if stage.overrun:
            return "flood"
        if frame.kind == frames.FINAL:
            return "interrupted" if self._was_interrupted else "ended"
        if frame.kind != frames.STEP or frame.horizon_ns < frame.now_ns:
            return "broken"
        answer = self._answer(frame)
        self._channel.send(answer)
        if answer.kind == frames.GRANT:
            return None
        self._hear_last_words()
        return "day_over" if answer.kind == frames.STOP else "deadlock"

    def _hear_last_words(self) -> None:
        """What the guest of a program that was stopped has to tell; an honest one always answers."""
        try:
            frame = self._channel.receive()
        except (EOFError, OSError, frames.BadFrame):
            return
        for item in frame.items:
            self._testimony.hear(item, self._stage.now_ms)

    def _answer(self, frame: Frame) -> Frame:
        """Let time pass until something concerns the program: bytes, its deadline, Ctrl-C, or the end."""
        now, deadline = frame.now_ns, frame.horizon_ns
        stage = self._stage
        if frame.items:
            stage.run_until(now // MILLISECOND)  # what the program did takes effect
        while True:
            output = stage.take_output()
            if now >= self._interrupt_ns:
                output.append(INTERRUPT)
                self._interrupt_ns, self._was_interrupted = NEVER, True
            due_ms = stage.next_due_ms()
            due = min(self._end_ns, self._interrupt_ns)
            if due_ms is not None:
                due = min(due, due_ms * MILLISECOND)
            if output or deadline <= now:
                return self._grant(now, due, output)
            if deadline < due:
                return self._grant(deadline, due, [])
            if deadline == NEVER and self._interrupt_ns == NEVER and not stage.connected:
                return Frame(frames.STUCK, now)
            if due >= self._end_ns:
                return self._stop()
            now = max(now, due)
            stage.run_until(now // MILLISECOND)
            self._progress(stage.now_ms)

    def _stop(self) -> Frame:
        self._stage.run_until(self._end_ns // MILLISECOND)
        return Frame(frames.STOP, self._end_ns)

    def _grant(self, now: int, due: int, output: list[Item]) -> Frame:
        self._granted_from = now
        self._granted_to = max(now, due)
        return Frame(frames.GRANT, now, self._granted_to, tuple(output))


def perform(stage: Performer, frame: Frame, testimony: Testimony) -> None:
    """Do what the program did since its last step, and take down what it says of itself."""
    for item in frame.items:
        if item.kind == frames.DATA:
            stage.receive(item.connection, item.body)
        elif item.kind == frames.OPEN:
            stage.open(item.connection, item.body.decode(errors="replace"))
        elif item.kind == frames.CLOSE:
            stage.close(item.connection)
        else:
            testimony.hear(item, stage.now_ms)


def _no_progress(_now_ms: int) -> None:
    """Nobody watches."""
