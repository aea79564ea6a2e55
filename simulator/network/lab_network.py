"""The network of one lab: what lies between its programs and the broker, by the scenario and its script."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from simulator.broker.core import Broker
from simulator.broker.observation import Kind, Observation, Observe
from simulator.network.wire import SimulatedWire
from simulator.network_plan import NetworkPlan
from simulator.scenario import Scenario
from simulator.script import Clock, schedule
from simulator.script_entry import ScriptEntry


def has_network(scenario: Scenario) -> bool:
    """Whether anything in the scenario is about the network or the broker."""
    return scenario.network is not None or not all(entry.is_about_the_house for entry in scenario.script)


class LabNetwork:
    """A `simulator.broker.network.Network` on the clock of a house. To be made at the scenario's start.

    It lies there from `open` to `close`; its script goes on before, unseen. Chance has the path
    `network.<n>.…` for the user's n-th connection: programs cannot choose their luck by a client identifier.
    """

    def __init__(
        self, scenario: Scenario, clock: Clock, broker: Broker, user_name: str, observe: Observe
    ) -> None:
        self._plan = scenario.network or NetworkPlan()
        self._is_told = scenario.network is not None
        self._seed = scenario.seed
        self._clock = clock
        self._broker = broker
        self._user_name = user_name
        self._observe = observe
        self._is_bad = self._plan.begins == "bad"
        self._is_open = False
        self._is_paused = False
        self._down_until_ms = 0
        self._looks_at_ms: int | None = None
        self._connections = 0
        self._wires: dict[SimulatedWire, None] = {}
        for entry in scenario.script:
            if not entry.is_about_the_house:
                schedule(entry, scenario.start, clock, partial(self._play, entry))

    @property
    def is_broker_down(self) -> bool:
        """Whether the broker lets nobody in, as it is being restarted."""
        return self._acts and self._clock.now_ms < self._down_until_ms

    def open(self) -> None:
        """Lie between from now on: clients from before are disconnected, and come again through it."""
        self._is_open = True
        self._broker.put_between(self._user_name, self)
        self._broker.interrupt(self._user_name)
        if self._is_told:
            self._tell("network", "bad" if self._is_bad else "good")

    def close(self) -> None:
        """Let everything pass from now on."""
        self._is_open = False
        self._broker.put_between(self._user_name, None)
        self._turn_wires()
        self._flush()

    def pause(self) -> None:
        """While the clock stands still everything passes at once, so that nobody waits for ever."""
        self._is_paused = True
        self._turn_wires()
        self._flush()

    def resume(self) -> None:
        """The clock goes on."""
        self._is_paused = False
        self._turn_wires()

    def join(self, lose: Callable[[], None]) -> SimulatedWire:
        """A client connects; `lose` is called when its connection breaks."""
        self._connections += 1
        wire = SimulatedWire(
            self._plan,
            self._clock,
            self._seed,
            f"network.{self._connections}",
            lose,
            self._forget,
        )
        wire.turn(self._is_bad and self._acts)
        self._wires[wire] = None
        self._expect_break()
        return wire

    @property
    def _acts(self) -> bool:
        return self._is_open and not self._is_paused

    def _play(self, entry: ScriptEntry) -> None:
        if entry.network is not None:
            self._turn(is_bad=entry.network == "bad")
        elif self._is_open:
            self._restart(entry)

    def _turn(self, *, is_bad: bool) -> None:
        if is_bad == self._is_bad:
            return
        self._is_bad = is_bad
        self._turn_wires()
        if self._is_open:
            self._tell("network", "bad" if is_bad else "good")

    def _restart(self, entry: ScriptEntry) -> None:
        self._down_until_ms = max(self._down_until_ms, self._clock.now_ms + entry.lasts)
        self._tell("broker", "forgot" if entry.forgets else "stopped")
        self._broker.interrupt(self._user_name)
        if entry.forgets:
            self._broker.forget(self._user_name)
        self._clock.at(self._clock.now_ms + entry.lasts, self._start)

    def _start(self) -> None:
        if self._is_open and self._clock.now_ms >= self._down_until_ms:
            self._tell("broker", "started")

    def _turn_wires(self) -> None:
        for wire in self._wires:
            wire.turn(self._is_bad and self._acts)
        self._expect_break()

    def _expect_break(self) -> None:
        """One entry in the calendar for all connections: those of many that came and went would pile up."""
        due_ms = self._next_break_ms()
        if due_ms is not None and (self._looks_at_ms is None or due_ms < self._looks_at_ms):
            self._looks_at_ms = due_ms
            self._clock.at(due_ms, self._break_due)

    def _break_due(self) -> None:
        self._looks_at_ms = None
        for wire in list(self._wires):
            if wire.breaks_at_ms is not None and wire.breaks_at_ms <= self._clock.now_ms:
                wire.snap()
        self._expect_break()

    def _next_break_ms(self) -> int | None:
        times = (wire.breaks_at_ms for wire in self._wires)
        return min((at_ms for at_ms in times if at_ms is not None), default=None)

    def _flush(self) -> None:
        for wire in list(self._wires):
            wire.flush()

    def _forget(self, wire: SimulatedWire) -> None:
        self._wires.pop(wire, None)

    def _tell(self, kind: Kind, detail: str) -> None:
        self._observe(Observation(kind, self._user_name, None, detail=detail))


MakeNetwork = Callable[[Clock], LabNetwork]
"""Makes the network of a lab on the clock of its house."""
