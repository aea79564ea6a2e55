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
from typing import TYPE_CHECKING, Any, NoReturn

from greenlet import getcurrent, greenlet

from .channel import ConductorGone
from .frames import DATA, FINAL, GRANT, NEVER, STEP, STUCK, Frame, Item

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable

    from .channel import Channel
else:  # `collections` would copy parts of `_thread` before they are replaced
    from _collections import deque

MILLISECOND = 1_000_000

CLOCK_READS_BEFORE_REST = 2_000
CLOCK_READS_BETWEEN_RESTS = 5
SHORTEST_REST, LONGEST_REST = 10 * MILLISECOND, 1_000 * MILLISECOND
SHARE_OF_REST = 100
"""A thread that does nothing but read the clock rests for a hundredth of the time since the program last sent
something, within these bounds; less if another thread has a deadline before, or if bytes arrive."""
POLLS_BEFORE_REST = 200
REST_OF_A_POLLER = 1 * MILLISECOND
SEND_BUFFER_ITEMS = 1_000
"""So much may wait to be sent while the program does not; then the conductor takes it at once."""


class Thread:
    """One thread of the program.

    `turn` grows when it begins to wait and again when it is resumed: whoever noted the turn of one wait
    (a deadline, a lock) can tell whether that wait still goes on.
    """

    __slots__ = ("greenlet", "ident", "on_end", "running_loop", "turn", "waits", "woken")

    def __init__(self, ident: int, greenlet: greenlet) -> None:
        self.ident = ident
        self.greenlet = greenlet
        self.turn = 0
        self.waits = False
        self.woken: bool | None = False
        self.on_end: list[Callable[[], object]] = []
        self.running_loop: object = None


class Scheduler:
    """The baton: exactly one thread holds it, `current`."""

    def __init__(self, channel: Channel, deliver: Callable[[Item], None] | None = None) -> None:
        self.now = 0
        self.bytes_moved = False
        self.moves = 0
        """How often bytes moved and were looked at: the same number again says that none has moved since."""
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
        self._last_sent = 0
        self._arrivals = 0
        self._lingering: list[tuple[Thread, int, int]] = []
        self._deeds = 0
        self._idents = 1
        self._main = getcurrent()
        self.current = self.main = Thread(self._idents, self._main)
        self.started = 1
        self.interrupted = False
        self.shielded = False
        self.handle_signals = _handle_nothing
        self.threads = {self._idents: self.main}
        self.farewell: Callable[[bool], list[Item]] = _say_nothing
        self.shown_loop: object = None
        self.show_loop: Callable[[Any], None] = _ignore

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
        if deadline is not None and self.passes_alone(deadline):
            thread.turn += 1
            return False
        self._deeds += 1
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

    def passes_alone(self, deadline: int) -> bool:
        """Move time to the deadline if that concerns nobody else: the shortest way to wait."""
        if (
            self._ready
            or self.bytes_moved
            or self.outgoing
            or self.interrupted
            or self._lingering
            or deadline >= self._lease_ends
            or (self._deadlines and self._deadlines[0][0] <= deadline)
        ):
            return False
        self.now = deadline
        self._idle_polls = self._clock_reads = 0
        return True

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
        """Let a wait that began at `began` end when the next `period` is whole, if it still goes on."""
        if thread.turn == turn:
            deadline = began - (began - self.now) // period * period  # rounded up: it may be now
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
        self._deeds += 1
        self._ready.append(thread)
        self._hand_over()
        if self.interrupted and thread is self.main:
            self._handle_signals()

    def read_clock(self) -> int:
        """The simulated time, in ns. A thread that does nothing but read it is made to rest now and then."""
        self._clock_reads += 1
        if self._clock_reads > CLOCK_READS_BEFORE_REST:
            self._rest()
            self._clock_reads = CLOCK_READS_BEFORE_REST - CLOCK_READS_BETWEEN_RESTS
        return self.now

    def _rest(self) -> None:
        """Let time pass for a thread that waits for a moment by reading the clock over and over."""
        rest = (self.now - self._last_sent) // SHARE_OF_REST
        end = self.now + min(max(rest, SHORTEST_REST), LONGEST_REST)
        if self.passes_alone(end):
            self.current.turn += 2
            return
        others = self._earliest_deadline()
        arrivals = self._arrivals
        if self.wait(min(end, others) if others > self.now else end, lambda: self._arrivals != arrivals):
            self.wait(self.now)  # after those whose bytes they are

    def linger(self) -> None:
        """Wait until another thread has done something and all wait again: only that can free this one."""
        thread = self.current
        thread.turn += 1
        self._lingering.append((thread, thread.turn, self._deeds))
        thread.waits = True
        self._hand_over()
        if thread.woken is None:
            self._handle_signals()

    def lingers(self, thread: Thread) -> bool:
        """Whether it waits in `linger`."""
        return any(each is thread and turn == thread.turn for each, turn, _ in self._lingering)

    def start(self, function: Callable[[], object]) -> Thread:
        """Begin a new thread; it runs when the current one waits."""
        self._idents += 1
        thread = Thread(self._idents, greenlet(parent=self._main))
        thread.greenlet.run = lambda *_: self._run(thread, function)
        self.threads[thread.ident] = thread
        self._ready.append(thread)
        self.started += 1
        return thread

    def finish(self, *items: Item, stuck: bool = False) -> None:
        """Tell the conductor that the program has ended, with what is to be said of it."""
        last_words = self.farewell(stuck)  # may add to what is outgoing
        self._channel.send(Frame(FINAL, self.now, NEVER, (*self.outgoing, *items, *last_words)))

    def _run(self, thread: Thread, function: Callable[[], object]) -> None:
        self._show_loop_of(thread)
        try:
            function()
        finally:
            del self.threads[thread.ident]
            for done in thread.on_end:
                done()
            self.started -= 1
            self._deeds += 1
            # A greenlet that ends hands over to its parent.
            successor = self._next()
            thread.greenlet.parent = successor.greenlet
            self.current = successor

    def _hand_over(self) -> None:
        thread = self.current
        successor = self._next()
        if successor is not thread:
            self.current = successor
            successor.greenlet.switch()
            if thread.running_loop is not self.shown_loop:
                self._show_loop_of(thread)

    def _show_loop_of(self, thread: Thread) -> None:
        """Tell asyncio the event loop of the thread that runs now."""
        self.shown_loop = thread.running_loop
        self.show_loop(thread.running_loop)

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
                self.moves += 1
            deadline = self._earliest_deadline()
            if deadline <= self.now:
                return self._resume(heappop(self._deadlines)[3], woken=False)
            if self._lingering and (freed := self._take_lingering()) is not None:
                return self._resume(freed, woken=True)
            if deadline < self._lease_ends and not self.outgoing:
                self.now = deadline
            else:
                self._step(deadline)

    def _take_lingering(self) -> Thread | None:
        """A lingering thread since whose last look something was done."""
        for index, (thread, turn, deeds) in enumerate(self._lingering):
            if turn != thread.turn or deeds != self._deeds:
                del self._lingering[index]
                return thread if turn == thread.turn else self._take_lingering()
        return None

    def _earliest_deadline(self) -> int:
        deadlines = self._deadlines
        while deadlines and deadlines[0][2] != deadlines[0][3].turn:
            heappop(deadlines)
        return deadlines[0][0] if deadlines else NEVER

    def _step(self, deadline: int) -> None:
        try:
            if self.outgoing:
                self._last_sent = self.now
            self._channel.send(Frame(STEP, self.now, deadline, tuple(self.outgoing)))
            answer = self._channel.receive()
        except (ConductorGone, OSError):
            leave(3)
        self.outgoing.clear()
        self.now = answer.now_ns
        if answer.kind != GRANT:
            self._stop(stuck=answer.kind == STUCK)
        self._lease_ends = answer.horizon_ns
        for item in answer.items:
            self.deliver(item)
            self.bytes_moved = True
            self._arrivals += 1

    def _stop(self, *, stuck: bool) -> NoReturn:
        try:
            self.finish(stuck=stuck)
        except OSError:
            leave(0)  # a conductor that wants to know no more has hung up
        leave(0)

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


def _ignore(_: Any) -> None:
    """Nobody listens yet."""


def _say_nothing(_stuck: bool) -> list[Item]:
    """Nobody has asked for more."""
    return []


def _handle_nothing() -> None:
    """No signal can come yet."""
