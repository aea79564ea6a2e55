"""What the broker holds for one user: a namespace of client identifiers, and the use made of the limits."""

from __future__ import annotations

from simulator.broker.limits import Limits
from simulator.broker.session import Session


class Account:
    """One user's clients; another user's client of the same identifier is in another account."""

    __slots__ = ("_assigned", "_run", "attached", "bytes", "connections", "messages", "sessions")

    def __init__(self, limits: Limits, run: int = 0) -> None:
        self.sessions: dict[str, Session] = {}
        self.attached: set[str] = set()
        self.connections = 0
        self.messages = Allowance(limits.messages_per_second, limits.burst_seconds)
        self.bytes = Allowance(limits.bytes_per_second, limits.burst_seconds)
        self._run = run
        self._assigned = 0

    def assign_client_id(self) -> str:
        """The next free identifier for a client that brought none.

        A run of the broker that remembers earlier ones puts its number in: their clients may come back.
        """
        prefix = f"auto-{self._run}" if self._run else "auto"
        while True:
            self._assigned += 1
            client_id = f"{prefix}-{self._assigned}"
            if client_id not in self.sessions and client_id not in self.attached:
                return client_id


class Allowance:
    """A steady rate with bursts (the generic cell rate algorithm of ATM, I.371)."""

    __slots__ = ("_burst_ms", "_spacing_ms", "_used_until_ms")

    def __init__(self, per_second: int, burst_seconds: int) -> None:
        self._spacing_ms = 1000 / per_second
        self._burst_ms = 1000 * burst_seconds
        self._used_until_ms = 0.0

    def take(self, now_ms: int, count: int = 1) -> bool:
        """Use up the allowance for so many; False when they come too early."""
        used_until_ms = self._used_until_ms
        if used_until_ms - now_ms > self._burst_ms:
            return False
        start_ms = used_until_ms if used_until_ms > now_ms else now_ms
        self._used_until_ms = start_ms + count * self._spacing_ms
        return True
