"""The broker's own topics below `$SYS`, kept up to date as long as somebody is subscribed to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulator.broker.authority import ALL_TOPICS, User
from simulator.broker.deadlines import Deadlines
from simulator.broker.limits import UNLIMITED
from simulator.broker.message import Message
from simulator.broker.outgoing import Outgoing
from simulator.broker.router import Router
from simulator.broker.statistics import Statistics

ROOT = "$SYS/broker/"
_EVERY_MS = 10_000
_OWNER = User("$SYS", ALL_TOPICS)


class SystemTopics:
    """What there is to know of a broker, under the names that Mosquitto gives it."""

    def __init__(
        self,
        clock_ms: Callable[[], int],
        numbers: Iterator[int],
        deadlines: Deadlines,
        router: Router,
        statistics: Statistics,
        version: str,
    ) -> None:
        self.number = next(numbers)
        self._clock_ms = clock_ms
        self._began_ms = clock_ms()
        self._deadlines = deadlines
        self._router = router
        self._statistics = statistics
        self._version = version
        self._said: dict[str, str] = {}

    def refresh(self) -> None:
        """Keep the present values, and publish those that have changed."""
        for name, value in self._values().items():
            if self._said.get(name) != value:
                self._said[name] = value
                message = Message(ROOT + name, value.encode(), retain=True)
                self._router.retained.keep(message, _OWNER.name, UNLIMITED, UNLIMITED)
                outgoing = Outgoing(message)
                for route in self._router.subscriptions.matching(message.topic):
                    route.receiver.deliver(outgoing, route)
        self._deadlines.set(self, self._clock_ms() + _EVERY_MS)

    def expire(self) -> None:
        """The values are ten seconds old: nobody minds when nobody listens."""
        if self._router.subscriptions.has_below("$SYS"):
            self.refresh()

    def _values(self) -> dict[str, str]:
        statistics = self._statistics
        return {
            "version": self._version,
            "uptime": f"{(self._clock_ms() - self._began_ms) // 1000} seconds",
            "clients/connected": str(statistics.connected),
            "messages/received": str(statistics.messages_received),
            "messages/sent": str(statistics.messages_sent),
            "messages/dropped": str(statistics.messages_dropped),
            "bytes/received": str(statistics.bytes_received),
            "bytes/sent": str(statistics.bytes_sent),
            "subscriptions/count": str(self._router.subscriptions.count),
            "retained messages/count": str(len(self._router.retained)),
        }
