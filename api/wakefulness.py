"""Which live houses are awake: those that somebody uses, or did lately. The others cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

from api.store.houses import LiveLab


class Wakefulness:
    """Remembers when somebody was last noticed in a lab; that somebody asked for it, its row says.

    A house falls asleep `idle` after that; without it, never.
    """

    def __init__(self, idle: timedelta | None, now: Callable[[], datetime]) -> None:
        self._idle = idle
        self._now = now
        self._noticed_at: dict[str, datetime] = {}

    def notice(self, labs: Iterable[str]) -> None:
        """Somebody is in these labs now."""
        self._noticed_at.update(dict.fromkeys(labs, self._now()))

    def awake(self, labs: Collection[LiveLab]) -> list[LiveLab]:
        """Those of all labs whose houses are to live, in the same order."""
        known = {lab.id for lab in labs}
        self._noticed_at = {lab: at for lab, at in self._noticed_at.items() if lab in known}
        return [lab for lab in labs if self._is_awake(lab)]

    def _is_awake(self, lab: LiveLab) -> bool:
        used_at = lab.used_at or lab.created_at
        last = max(used_at, self._noticed_at.get(lab.id, used_at))
        return self._idle is None or self._now() - last < self._idle
