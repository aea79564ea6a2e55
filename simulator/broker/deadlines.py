"""When something has to happen to whom."""

from __future__ import annotations

import heapq
from typing import Protocol


class Perishable(Protocol):
    """Something that is over at a time, with a number of its own: of two at once, the lower is first."""

    @property
    def number(self) -> int:
        """Given in order of creation."""

    def expire(self) -> None:
        """The time has come."""


class Deadlines:
    """At most one deadline (in ms) a key.

    Keepalive pushes a deadline back with every packet, so doing that costs one dictionary entry: the heap
    learns of it when the old deadline comes up.
    """

    def __init__(self) -> None:
        self._due: dict[Perishable, int] = {}
        self._in_heap: dict[Perishable, int] = {}
        self._heap: list[tuple[int, int, Perishable]] = []

    def set(self, key: Perishable, at_ms: int) -> None:
        """Give the key this deadline in place of any other."""
        self._due[key] = at_ms
        scheduled = self._in_heap.get(key)
        if scheduled is None or at_ms < scheduled:
            self._push(key, at_ms)

    def clear(self, key: Perishable) -> None:
        """Take the key's deadline away; nothing happens when it has none."""
        self._due.pop(key, None)
        self._in_heap.pop(key, None)
        if len(self._heap) > 2 * len(self._in_heap) + 64:
            self._heap = [entry for entry in self._heap if self._in_heap.get(entry[2]) == entry[0]]
            heapq.heapify(self._heap)

    def wake_ms(self) -> int | None:
        """Not after the earliest deadline, and perhaps before it: asked often, this costs nothing."""
        return self._heap[0][0] if self._heap else None

    def next_ms(self) -> int | None:
        """The earliest deadline."""
        while self._heap:
            at_ms, _, key = self._heap[0]
            if self._in_heap.get(key) != at_ms:
                heapq.heappop(self._heap)
            elif self._due[key] != at_ms:
                heapq.heappop(self._heap)
                self._push(key, self._due[key])
            else:
                return at_ms
        return None

    def take(self, now_ms: int) -> Perishable | None:
        """Remove and return a key whose deadline has come, the earliest first; None when there is none."""
        at_ms = self.next_ms()
        if at_ms is None or at_ms > now_ms:
            return None
        key = self._heap[0][2]
        self.clear(key)
        return key

    def _push(self, key: Perishable, at_ms: int) -> None:
        self._in_heap[key] = at_ms
        heapq.heappush(self._heap, (at_ms, key.number, key))
