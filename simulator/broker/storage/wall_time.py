"""The broker's clock begins anew with each broker; the wall clock goes on while there is none."""

from __future__ import annotations

from typing import NamedTuple


class WallTime(NamedTuple):
    """One moment on both clocks, in milliseconds."""

    broker_ms: int
    wall_ms: int

    def on_the_wall(self, at_ms: int | None) -> int | None:
        """A time of the broker's clock on the wall clock; None is never."""
        return None if at_ms is None else at_ms - self.broker_ms + self.wall_ms

    def at_the_broker(self, wall_ms: int | None, longest_s: int) -> int | None:
        """A time of the wall clock on the broker's, but no more than `longest_s` from now.

        A wall clock that was set back, as by a machine that forgot the time, so prolongs nothing for ever.
        """
        if wall_ms is None:
            return None
        return self.broker_ms + min(wall_ms - self.wall_ms, 1000 * longest_s)
