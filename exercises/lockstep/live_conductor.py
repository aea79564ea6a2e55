"""The house's side of lockstep in a live house, whose time goes by whatever the program does.

The guest asks for time as in a graded run, and is answered when the clock of the house has come that far, or
when there are bytes for it. Grants are for a moment only: anybody may act in a live house at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from exercises.lockstep.conductor import INTERRUPT, Conversation, How, Performer, perform
from exercises.lockstep.guest import frames
from exercises.lockstep.guest.frames import Frame, Item
from exercises.lockstep.live_stage import HouseClock
from exercises.lockstep.testimony import MILLISECOND, Testimony

LATE_MS = 20
"""A program that is late by more milliseconds on the wall has missed them: its clock jumps to the present.

Up to there each of its waits ends at the very moment that it asked for, as in a graded run."""

LONGEST_ALARM_MS = 60_000
"""The house is asked for no later moment: what was asked for stays in its calendar until it comes."""


class LiveStage(Performer, Protocol):
    """The program's connections in a live house."""

    def listen(self, wake: Callable[[], None]) -> None:
        """Call `wake` when there is something to take, perhaps several times for one thing."""

    def next_due_ms(self) -> int | None:
        """When something becomes of them by itself."""

    def take_output(self) -> list[Item]:
        """Bytes for the program, and connections that the broker has closed."""

    def close_all(self) -> None:
        """The program is gone; so are its connections."""


class LiveConductor:
    """Leads one program through a live house; no socket and no thread, they are its owner's.

    `speed` tells how many simulated seconds go by in a second; `soon` calls back once everything that happens
    now has happened; `send` takes frames for the guest; `ended` is called once.
    """

    def __init__(
        self,
        stage: LiveStage,
        clock: HouseClock,
        *,
        speed: Callable[[], float],
        soon: Callable[[Callable[[], None]], object],
        send: Callable[[Frame], None],
        ended: Callable[[Conversation], None],
    ) -> None:
        self._stage = stage
        self._clock = clock
        self._speed = speed
        self._soon = soon
        self._send = send
        self._ended = ended
        self._begun_ms = clock.now_ms
        self._now_ns = 0
        self._heard = bytearray()
        self._waiting: Frame | None = None
        self._alarm_ms: int | None = None
        self._will_look = False
        self._testimony = Testimony()
        self._interrupts: list[Item] = []
        self._was_interrupted = False
        self._is_over = False
        self.steps = 0
        """How often the program has waited."""
        stage.listen(self.wake)

    @property
    def is_waiting(self) -> bool:
        """Whether the program waits for the house, or else computes."""
        return self._waiting is not None

    @property
    def is_settled(self) -> bool:
        """Whether the program waits, and nothing is on its way to it."""
        return self.is_waiting and not self._will_look

    def hear(self, data: bytes) -> None:
        """Take bytes from the guest, split anywhere."""
        self._heard += data
        try:
            while not self._is_over and (frame := self._next_frame()) is not None:
                self._take(frame)
        except frames.BadFrame:
            self._end("broken")

    def hang_up(self) -> None:
        """The guest is gone."""
        self._end("stopped")

    def interrupt(self) -> None:
        """Send the program Ctrl-C; one that computes hears of it when it waits."""
        self._interrupts = [INTERRUPT]
        self._was_interrupted = True
        self.wake()

    def wake(self) -> None:
        """Something may concern the program: look, once everything of this moment has happened."""
        if not self._will_look and not self._is_over:
            self._will_look = True
            self._soon(self._look)

    def _next_frame(self) -> Frame | None:
        if len(self._heard) < frames.LENGTH_BYTES:
            return None
        whole = frames.LENGTH_BYTES + frames.frame_size(bytes(self._heard[: frames.LENGTH_BYTES]))
        if len(self._heard) < whole:
            return None
        body = bytes(self._heard[frames.LENGTH_BYTES : whole])
        del self._heard[:whole]
        return frames.decode(body)

    def _take(self, frame: Frame) -> None:
        if self.is_waiting or frame.now_ns != self._now_ns:
            self._end("broken")
            return
        perform(self._stage, frame, self._testimony)
        if frame.kind == frames.FINAL:
            self._end("interrupted" if self._was_interrupted else "ended")
        elif frame.kind != frames.STEP or frame.horizon_ns < frame.now_ns:
            self._end("broken")
        else:
            self.steps += 1
            self._waiting = frame
            self.wake()

    def _look(self) -> None:
        """Answer the program if there is a reason to, and be woken for the next one."""
        self._will_look = False
        if self._waiting is None or self._is_over:
            return
        deadline = self._waiting.horizon_ns
        present = max(self._now_ns, (self._clock.now_ms - self._begun_ms) * MILLISECOND)
        output = self._stage.take_output() + self._interrupts
        self._interrupts = []
        # As in graded runs, what is due within a millisecond of the house is due with it.
        is_due = deadline // MILLISECOND <= present // MILLISECOND
        if is_due or output:
            is_late = present - deadline > LATE_MS * MILLISECOND * self._speed()
            self._grant(deadline if is_due and not is_late else present, output)
        else:
            self._set_alarm(deadline)

    def _grant(self, now_ns: int, output: list[Item]) -> None:
        self._waiting = None
        self._now_ns = now_ns
        self._send(Frame(frames.GRANT, now_ns, now_ns, tuple(output)))

    def _set_alarm(self, deadline_ns: int) -> None:
        """One entry in the calendar of the house for all that is to come: those of many waits pile up."""
        now_ms = self._clock.now_ms
        due_ms = min(self._begun_ms + deadline_ns // MILLISECOND, now_ms + LONGEST_ALARM_MS)
        silent_ms = self._stage.next_due_ms()
        if silent_ms is not None:
            due_ms = min(due_ms, silent_ms)
        if self._alarm_ms is None or due_ms < self._alarm_ms:
            self._alarm_ms = max(due_ms, now_ms)
            self._clock.at(self._alarm_ms, partial(self._ring, self._alarm_ms))

    def _ring(self, at_ms: int) -> None:
        if at_ms == self._alarm_ms:
            self._alarm_ms = None
        self.wake()

    def _end(self, how: How) -> None:
        if self._is_over:
            return
        self._is_over = True
        at_ms = self._clock.now_ms
        self._stage.close_all()
        self._ended(Conversation(how, at_ms, self._testimony))
