"""One direction of a connection through a bad network."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from simulator.network_plan import NetworkPlan
from simulator.randomness import Stream
from simulator.script import Clock

_MOST_REPEATS = 6
Arrive = Callable[[], None]


class SimulatedLane:
    """Packets on their way in one direction, in order. While the lane is not bad they pass at once.

    Each kind of chance has a stream of its own below `path`, so that changing one of them in a scenario
    leaves the others as they were.
    """

    def __init__(self, plan: NetworkPlan, clock: Clock, seed: int, path: str) -> None:
        self.is_bad = False
        self._plan = plan
        self._clock = clock
        self._latency = Stream(seed, f"{path}.latency")
        self._repeats = Stream(seed, f"{path}.repeats")
        self._loss = Stream(seed, f"{path}.loss")
        self._duplicates = Stream(seed, f"{path}.duplicates")
        self._on_way: deque[tuple[int, Arrive]] = deque()

    def carry(self, arrive: Arrive, *, is_repeated: bool = True) -> None:
        """Call `arrive` when the packet is there, never before those that were sent earlier."""
        now_ms = self._clock.now_ms
        due_ms = now_ms + (self._delay_ms(is_repeated) if self.is_bad else 0)
        if self._on_way:
            due_ms = max(due_ms, self._on_way[-1][0])
        elif due_ms == now_ms:
            arrive()
            return
        self._on_way.append((due_ms, arrive))
        self._clock.at(due_ms, self._let_arrive)

    def loses(self) -> bool:
        """Whether a message of QoS 0 is lost."""
        return self.is_bad and self._loss.chance(self._plan.loss)

    def doubles(self) -> bool:
        """Whether a message of QoS 1 comes twice."""
        return self.is_bad and self._duplicates.chance(self._plan.duplicates)

    def flush(self) -> None:
        """Let everything arrive now."""
        while self._on_way:
            self._on_way.popleft()[1]()

    def drop(self) -> None:
        """Lose everything that is on its way."""
        self._on_way.clear()

    def _let_arrive(self) -> None:
        now_ms = self._clock.now_ms
        while self._on_way and self._on_way[0][0] <= now_ms:
            self._on_way.popleft()[1]()

    def _delay_ms(self, is_repeated: bool) -> int:
        """Latency, and for each loss the wait until the packet is sent again, twice as long each time.

        So TCP does it (RFC 6298, 5.5).
        """
        delay_ms = round(self._latency.uniform(*self._plan.latency))
        if is_repeated:
            wait_ms, repeats = self._plan.repeated_after, 0
            while repeats < _MOST_REPEATS and self._repeats.chance(self._plan.loss):
                delay_ms += wait_ms << repeats
                repeats += 1
        return delay_ms
