"""Loops that wait by computing, such as `while not flag: pass`: rescued without changing what they mean.

Such a loop never gives up the baton, so the thread that would set the flag never runs. It is found when the
process has computed for a while with nothing scheduled, and is then followed instruction by instruction. It
is taken for a spin only if it is *proven* to come back to where it was: to the same place, with the same
values of all names, through nothing but instructions and calls that change nothing. Then only another
thread can end it, and it waits until one has done something. An honest long computation never comes back to
the same state, however long it takes, and is never held up. So it does not matter when the machine came to
look: a proven spin waits at the head of its outermost loop, always the same one, and the trace is the same
on any machine. What cannot be proven goes on to the limit of processor time.

While one thread is held at its spin, others are not followed: of two that spin at once the second goes on.

Loops that read the clock or poll are none of this: see `Scheduler.read_clock` and `Scheduler.pause`.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from .calls import observe_calls
from .purity import goes_on_with_the_next, impure_instructions, is_pure_call, same_values

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

    from .scheduler import Scheduler, Thread

FIRST_LOOK_S = 0.25
"""Seconds of processor time between looks at a program that has not spun yet."""
NEXT_LOOK_S = 0.01
"""The same, at one that has."""
MOST_INSTRUCTIONS = 3_000
"""How far one look goes: honest computations pay for it."""

_GUEST = os.path.dirname(__file__)
_PURE_FILES = tuple(os.path.join(_GUEST, name) for name in ("locks.py", "joining.py", "identity.py"))
"""The guest's own functions that leave everything as it was, unless they make the thread wait."""


def install(scheduler: Scheduler) -> None:
    """Look now and then what the program computes, where the system can count processor time."""
    import _signal  # type: ignore[import-not-found]

    if hasattr(_signal, "setitimer"):
        watch = Watch(scheduler, _signal.setitimer)
        _signal.signal(_signal.SIGVTALRM, watch.look)
        watch.look_every(FIRST_LOOK_S)


class Watch:
    """Looks for a spin in the thread that runs."""

    def __init__(self, scheduler: Scheduler, set_timer: Callable[..., object]) -> None:
        self._scheduler = scheduler
        self._set_timer = set_timer
        self._last_seen: tuple[Thread, int] | None = None
        self._follows = False
        self._holds = False
        self._impure: dict[CodeType, set[int]] = {}
        self._trail = Trail()
        self._proven = False

    def look_every(self, seconds: float) -> None:
        """Look each time the process has computed for so long."""
        self._set_timer(1, seconds, seconds)  # ITIMER_VIRTUAL

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """The process has computed for a while: if nothing was scheduled meanwhile, follow the program."""
        seen = (self._scheduler.current, self._scheduler.current.turn)
        if seen != self._last_seen or self._follows or self._holds or sys.gettrace() or sys.getprofile():
            self._last_seen = seen
            return
        self._trail = Trail()
        self._proven = False
        while frame is not None:
            if not frame.f_code.co_filename.startswith(_GUEST):
                self._follow(frame)
            frame = frame.f_back
        self._begin()

    def _begin(self) -> None:
        self._follows = True
        observe_calls(self._call)
        sys.settrace(self._enter)

    def _leave_alone(self) -> None:
        if self._follows:
            self._follows = False
            sys.settrace(None)
            observe_calls(None)

    def _follow(self, frame: FrameType) -> None:
        frame.f_trace = self._step
        frame.f_trace_lines = False
        frame.f_trace_opcodes = True

    def _enter(self, frame: FrameType, event: str, _: Any) -> Any:
        """A Python function is called."""
        file = frame.f_code.co_filename
        if file.startswith(_GUEST):
            if not file.startswith(_PURE_FILES):
                self._changed()
            return None
        self._follow(frame)
        return self._step

    def _call(self, caller: CodeType, function: Any) -> None:
        """A function is called."""
        if not is_pure_call(function) and not caller.co_filename.startswith(_GUEST):
            self._changed()

    def _step(self, frame: FrameType, event: str, _: Any) -> Any:
        """One instruction is about to be executed."""
        if event != "opcode":
            return self._step
        if (self._scheduler.current, self._scheduler.current.turn) != self._last_seen:
            self._leave_alone()  # it has waited: no spin, or another thread
        elif frame.f_lasti in self._impure_in(frame.f_code):
            self._changed()
        elif self._trail.comes_back(frame):
            self._rest(frame)
        elif len(self._trail) > MOST_INSTRUCTIONS:
            self._leave_alone()
        return self._step

    def _impure_in(self, code: CodeType) -> set[int]:
        known = self._impure.get(code)
        if known is None:
            known = self._impure[code] = impure_instructions(code)
        return known

    def _changed(self) -> None:
        """Something changes: what went before proves nothing, and a spin that was proven is over."""
        if self._proven:
            self._leave_alone()
        self._trail.forget()

    def _rest(self, frame: FrameType) -> None:
        """Let the others do something, at the head of a loop that changes nothing."""
        if not self._proven:
            self._proven = True
            self.look_every(NEXT_LOOK_S)
        self._leave_alone()
        self._holds = True
        try:
            self._scheduler.linger()
        finally:  # a signal's handler may have raised something: so does the loop
            self._holds = False
        self._begin()
        self._last_seen = (self._scheduler.current, self._scheduler.current.turn)
        self._trail = Trail()
        # Reading them anew keeps the interpreter from restoring, after this, what others have changed.
        self._trail.begin(frame, dict(frame.f_locals))


class Trail:
    """The instructions that were executed, and with which names the heads of loops were reached."""

    def __init__(self) -> None:
        self._steps: list[tuple[FrameType, int]] = []
        self._latest: dict[FrameType, int] = {}
        self._visits: dict[tuple[FrameType, int], tuple[int, dict[str, Any]]] = {}
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def forget(self) -> None:
        """Nothing of what was seen proves anything now."""
        self._visits.clear()

    def begin(self, frame: FrameType, names: dict[str, Any]) -> None:
        """Start at the head of a loop."""
        self._latest[frame] = frame.f_lasti
        self._visits[frame, frame.f_lasti] = (0, names)
        self._steps.append((frame, frame.f_lasti))

    def comes_back(self, frame: FrameType) -> bool:
        """Note an instruction; whether it is the head of an outermost loop, and all is as it was there."""
        at = frame.f_lasti
        self._length += 1
        before = self._latest.get(frame, -1)
        self._latest[frame] = at
        back = at <= before
        proven = False
        if back:
            names = dict(frame.f_locals)
            first, known = self._visits.get((frame, at), (0, None))
            proven = known is not None and same_values(known, names) and self._is_whole(frame, at, first)
            self._visits[frame, at] = (len(self._steps), names)
        self._steps.append((frame, at))
        return proven

    def _is_whole(self, frame: FrameType, at: int, first: int) -> bool:
        """Whether the steps since `first` are one round of a loop with no loop around it."""
        places = [place for where, place in self._steps[first + 1 :] if where is frame]
        return min(places, default=at + 1) > at and not goes_on_with_the_next(frame.f_code, at)
