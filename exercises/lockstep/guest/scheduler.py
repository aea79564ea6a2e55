"""Which of the program's threads runs, and what time it is.

Every blocking call of the program becomes `Scheduler.wait(deadline, probe)`. At any instant the order is:
threads that were woken, first in first out; threads that wait for bytes, in the order in which they began
to wait, looked at only if bytes moved; the earliest deadline that is due; and only then, when everything
waits, a step with the conductor, who alone can let time pass beyond the lease.
"""

from __future__ import annotations

import os
import sys
from _heapq import heappop, heappush
from typing import TYPE_CHECKING, NoReturn

from greenlet import getcurrent, greenlet

from .channel import ConductorGone
from .frames import DATA, FINAL, GRANT, NEVER, STEP, Frame, Item

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable

    from .channel import Channel
else:  # `collections` would copy parts of `_thread` before they are replaced
    from _collections import deque

MILLISECOND = 1_000_000

CLOCK_READS_BEFORE_REST = 2_000
CLOCK_READS_BETWEEN_RESTS = 20
REST_OF_A_CLOCK_READER = 10 * MILLISECOND
POLLS_BEFORE_REST = 200
REST_OF_A_POLLER = 1 * MILLISECOND
SEND_BUFFER_ITEMS = 1_000
"""So much may wait to be sent while the program does not; then the conductor takes it at once."""


class Thread:
    """One thread of the program.

    `turn` grows when it begins to wait and again when it is resumed: whoever noted the turn of one wait
    (a deadline, a lock) can tell whether that wait still goes on.
    """

    __slots__ = ("greenlet", "ident", "on_end", "turn", "waits", "woken")

    def __init__(self, ident: int, greenlet: greenlet) -> None:
        self.ident = ident
        self.greenlet = greenlet
        self.turn = 0
        self.waits = False
        self.woken: bool | None = False
        self.on_end: list[Callable[[], None]] = []


class Scheduler:
    """The baton: exactly one thread holds it, `current`."""

    def __init__(self, channel: Channel, deliver: Callable[[Item], None] | None = None) -> None:
        self.now = 0
        self.bytes_moved = False
        self.outgoing: list[Item] = []
        self.deliver = deliver or _ignore
        self._channel = channel
        self._lease_ends = 0
        self._ready: deque[Thread] = deque()
        self._deadlines: list[tuple[int, int, int, Thread]] = []
        self._sequence = 0
        self._waiting_for_bytes: dict[Thread, Callable[[], object]] = {}
        self._idle_polls = 0
        self._clock_reads = 0
        self._idents = 1
        self._main = getcurrent()
        self.current = self.main = Thread(self._idents, self._main)
        self.started = 1
        self.interrupted = False
        self.shielded = False
        self.handle_signals = _handle_nothing

    def wait(self, deadline: int | None, probe: Callable[[], object] | None = None) -> bool | None:
        """Block until the thread is woken or `probe` holds (True), or until the deadline passes (False).

        None says that signals were handled meanwhile: whoever still wants to wait does so anew.
        """
        self._idle_polls = self._clock_reads = 0
        thread = self.current
        thread.turn += 1
        if self.interrupted and thread is self.main and not self.shielded:
            thread.turn += 1
            self._handle_signals()
            return None
        if self._may_pass_alone(deadline):
            thread.turn += 1
            self.now = deadline  # type: ignore[assignment]  # checked by the line above
            return False
        if deadline is not None:
            self._sequence += 1
            heappush(self._deadlines, (deadline, self._sequence, thread.turn, thread))
        if probe is not None:
            self._waiting_for_bytes[thread] = probe
        thread.waits = True
        self._hand_over()
        if thread.woken is None:
            self._handle_signals()
            return None
        return thread.woken

    def interrupt(self) -> None:
        """Have the main thread handle signals: now if its wait may be disturbed, else before its next."""
        self.interrupted = True
        if self.main.waits and not self.shielded:
            self._resume(self.main, woken=None)
            self._ready.append(self.main)

    def _handle_signals(self) -> None:
        self.interrupted = False
        self.handle_signals()

    def hasten(self, thread: Thread, turn: int, began: int, period: int) -> None:
        """Let a wait that began at `began` end at the next whole `period` after now, if it still goes on."""
        if thread.turn == turn:
            deadline = began + ((self.now - began) // period + 1) * period
            self._sequence += 1
            heappush(self._deadlines, (deadline, self._sequence, turn, thread))

    def wake(self, thread: Thread) -> None:
        """Let a waiting thread run in its turn; its `wait` returns True."""
        self._resume(thread, woken=True)
        self._ready.append(thread)

    def pause(self) -> None:
        """Let the other threads run, in no simulated time; a thread that only polls is made to rest."""
        self._idle_polls += 1
        if self._idle_polls > POLLS_BEFORE_REST:
            polls = self._idle_polls
            self.wait(self.now + REST_OF_A_POLLER)
            self._idle_polls = polls
            return
        thread = self.current
        thread.turn += 1
        self._ready.append(thread)
        self._hand_over()
        if self.interrupted and thread is self.main:
            self._handle_signals()

    def read_clock(self) -> int:
        """The simulated time, in ns. A thread that does nothing but read it is made to rest now and then."""
        self._clock_reads += 1
        if self._clock_reads > CLOCK_READS_BEFORE_REST:
            self.wait(self.now + REST_OF_A_CLOCK_READER)
            self._clock_reads = CLOCK_READS_BEFORE_REST - CLOCK_READS_BETWEEN_RESTS
        return self.now

    def start(self, function: Callable[[], object]) -> Thread:
        """Begin a new thread; it runs when the current one waits."""
        self._idents += 1
        thread = Thread(self._idents, greenlet(parent=self._main))
        thread.greenlet.run = lambda *_: self._run(thread, function)
        self._ready.append(thread)
        self.started += 1
        return thread

    def finish(self, *items: Item) -> None:
        """Tell the conductor that the program has ended."""
        self._channel.send(Frame(FINAL, self.now, NEVER, (*self.outgoing, *items)))

    def _may_pass_alone(self, deadline: int | None) -> bool:
        """Whether time can move to the deadline with nobody else concerned: the shortest way."""
        if deadline is None or self._ready or self.bytes_moved or self.outgoing:
            return False
        return deadline < self._lease_ends and not (self._deadlines and self._deadlines[0][0] <= deadline)

    def _run(self, thread: Thread, function: Callable[[], object]) -> None:
        try:
            function()
        finally:
            for done in thread.on_end:
                done()
            self.started -= 1
            # A greenlet that ends hands over to its parent.
            successor = self._next()
            thread.greenlet.parent = successor.greenlet
            self.current = successor

    def _hand_over(self) -> None:
        successor = self._next()
        if successor is not self.current:
            self.current = successor
            successor.greenlet.switch()

    def _resume(self, thread: Thread, *, woken: bool | None) -> Thread:
        thread.turn += 1
        thread.waits = False
        thread.woken = woken
        self._waiting_for_bytes.pop(thread, None)
        return thread

    def _next(self) -> Thread:
        while True:
            if self._ready:
                return self._ready.popleft()
            if self.bytes_moved:
                for thread, probe in self._waiting_for_bytes.items():
                    if probe():
                        return self._resume(thread, woken=True)
                self.bytes_moved = False
            deadline = self._earliest_deadline()
            if deadline <= self.now:
                return self._resume(heappop(self._deadlines)[3], woken=False)
            if deadline < self._lease_ends and not self.outgoing:
                self.now = deadline
            else:
                self._step(deadline)

    def _earliest_deadline(self) -> int:
        deadlines = self._deadlines
        while deadlines and deadlines[0][2] != deadlines[0][3].turn:
            heappop(deadlines)
        return deadlines[0][0] if deadlines else NEVER

    def _step(self, deadline: int) -> None:
        try:
            self._channel.send(Frame(STEP, self.now, deadline, tuple(self.outgoing)))
            answer = self._channel.receive()
        except (ConductorGone, OSError):
            leave(3)
        self.outgoing.clear()
        if answer.kind != GRANT:
            leave(0)
        self.now = answer.now_ns
        self._lease_ends = answer.horizon_ns
        for item in answer.items:
            self.deliver(item)
            self.bytes_moved = True

    def send(self, connection: int, data: bytes) -> None:
        """Queue bytes for the broker, in the order in which the program sent them."""
        self.outgoing.append(Item(DATA, connection, data))
        self.bytes_moved = True
        if len(self.outgoing) > SEND_BUFFER_ITEMS:
            self._step(self.now)


def leave(code: int) -> NoReturn:
    """End the process at once, with what was printed."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue  # the program closed or replaced it
    os._exit(code)


def _ignore(_item: Item) -> None:
    """Nobody listens yet."""


def _handle_nothing() -> None:
    """No signal can come yet."""
