"""A house on the broker's core, all in this process and as fast as it can."""

from __future__ import annotations

from benchmarks.live.subscriber import introduction
from benchmarks.live.thermometers import BASE
from simulator.broker.core import Broker, User
from simulator.broker.limits import UNLIMITED, Limits
from simulator.conventions import load_conventions
from simulator.engine import Engine
from simulator.gateway import Gateway
from simulator.port import CorePort
from simulator.scenario import Scenario

UPDATES = f"{BASE}/zigbee2mqtt/+"
"""Where the devices behind a bridge say how they are."""
FREE = Limits(
    retained_messages=UNLIMITED, retained_bytes=UNLIMITED, output_bytes=UNLIMITED, connections=UNLIMITED
)
"""A lab's own limits are for the house of a student, not for one of fifty thousand devices."""
_AT_ONCE_MS = 100


class HouseOnBroker:
    """Engine, conventions and broker; a subscriber gets the very bytes that a socket would carry."""

    def __init__(self, scenario: Scenario, has_subscriber: bool = True) -> None:
        self.engine = Engine(scenario)
        self._broker = Broker(
            clock_ms=lambda: self.engine.now_ms,
            authenticate=lambda _name, _password: User("subscriber", BASE),
            limits=FREE,
        )
        Gateway(self.engine, load_conventions(scenario.conventions), CorePort(self._broker, BASE)).start()
        self._subscriber = self._broker.open() if has_subscriber else None
        if self._subscriber is not None:
            self._subscriber.receive(introduction(UPDATES))

    def run_for(self, duration_ms: int) -> list[bytes]:
        """Let simulated time pass, and give what the subscriber got meanwhile."""
        until_ms = self.engine.now_ms + duration_ms
        received: list[bytes] = []
        while self.engine.now_ms < until_ms:
            self.engine.run_until(min(until_ms, self.engine.now_ms + _AT_ONCE_MS))
            self._broker.take_pending()
            if self._subscriber is not None:
                received.append(self._subscriber.take())
        return received
