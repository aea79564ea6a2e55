"""Which live houses are awake: those that somebody uses, or did lately. The others cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

_UNSEEN = timedelta(days=1)
"""Where nobody tells who is connected, a house sleeps no sooner."""


class Lately(NamedTuple):
    """What keeps a house awake: that it was asked for after `since`, or that somebody was `noticed` in it."""

    since: datetime | None
    """None where no house ever sleeps."""
    noticed: frozenset[str]


class Wakefulness:
    """Remembers when somebody was last noticed in a lab; that it was asked for, its row says.

    A house falls asleep `idle` after that; without it, never.
    """

    def __init__(self, idle: timedelta | None, now: Callable[[], datetime]) -> None:
        self._idle = idle
        self._now = now
        self._noticed_at: dict[str, datetime] = {}

    def notice(self, labs: Iterable[str]) -> None:
        """Somebody is in these labs now."""
        self._noticed_at.update(dict.fromkeys(labs, self._now()))

    def lately(self) -> Lately:
        """As it is now; what is longer ago is forgotten."""
        if self._idle is None:
            return Lately(None, frozenset())
        since = self._now() - self._idle
        self._noticed_at = {lab: at for lab, at in self._noticed_at.items() if at > since}
        return Lately(since, frozenset(self._noticed_at))


def idle_time(minutes: int, *, sees_visitors: bool) -> timedelta | None:
    """After what time without anybody a house sleeps; None for never, which is 0 minutes."""
    if minutes == 0:
        return None
    idle = timedelta(minutes=minutes)
    return idle if sees_visitors else max(idle, _UNSEEN)
