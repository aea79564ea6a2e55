"""An event loop in which waiting takes no time: its clock jumps to whatever is due next."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any


class EverybodyWaits(AssertionError):
    """Nothing will ever happen any more."""


_LOOKING_TAKES_S = 1e-6
"""Without it, what waits for less than the loop can tell apart would wait for ever."""


class _JumpingSelector(selectors.SelectSelector):
    now_s = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            if timeout is None:
                raise EverybodyWaits
            self.now_s += timeout
        self.now_s += _LOOKING_TAKES_S
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """`time` is the clock on the wall; `take` lets work cost some of it."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now_s

    def take(self, seconds: float) -> None:
        self._jumping.now_s += seconds


def play(story: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine to its end, in no time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(story)
