"""How the faults of one device begin and end, and when they want it to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from devices.device import Values
from simulator.ailments import Ailments
from simulator.fault import Case
from simulator.fault_plan import Diagnosis
from simulator.house import Installed
from simulator.randomness import Stream
from simulator.reports import Report
from simulator.stage import Stage

ANNOUNCED, HIDDEN = "house", "hidden"
"""The source of the event `<device>.fault`: whether people know of the fault or have to find it."""


class _Begun(NamedTuple):
    source: str
    shared_by: tuple[str, ...]


class Breakdowns:
    """Keeps `ailments` up to date, and the trace with it; `attend` is called when the device must look up."""

    def __init__(
        self, installed: Installed, seed: int, ailments: Ailments, stage: Stage, attend: Callable[[], None]
    ) -> None:
        self._installed = installed
        self._seed = seed
        self._ailments = ailments
        self._stage = stage
        self._attend = attend
        self._begun: dict[str, _Begun] = {}
        self._count = 0
        self._attends_ms: int | None = None

    def begin(
        self, found: Diagnosis, source: str, shared_by: tuple[str, ...], own: Values, told: Values
    ) -> None:
        """The device has this fault from now on; see `Case` for `own` and `told`."""
        self._count += 1
        name, now_ms = found.kind.name, self._stage.now_ms
        chance = Stream(self._seed, f"{self._installed.name}.fault.{name}/{self._count}")
        case = Case(self._installed, now_ms, chance, dict(own), dict(told))
        self._ailments.begin(name, found.kind.begin(found.parameters, case))
        self._begun[name] = _Begun(source, shared_by)
        self._write_down(source)

    def end(self, name: str) -> bool:
        """The device has it no longer; False if it never had."""
        if not self._ailments.end(name):
            return False
        self._write_down(self._begun.pop(name).source)
        return True

    def who_shares(self, name: str) -> tuple[str, ...]:
        """All devices that have this fault together with this one, itself included; none if it is sound."""
        return self._begun[name].shared_by if name in self._begun else ()

    def expect(self) -> None:
        """Have the device attended to when its faults want it."""
        at_ms = self._ailments.next_ms(self._stage.now_ms)
        if at_ms is not None and at_ms != self._attends_ms:
            self._attends_ms = at_ms
            self._stage.at(at_ms, self._come_due)

    def spread_rumours(self) -> None:
        """Let strangers speak whose time it is."""
        now_ms = self._stage.now_ms
        for name, values in self._ailments.rumours(now_ms):
            heard = Report(now_ms, name, values, tuple(values), like=self._installed.name)
            self._stage.report(name, values, {}, heard)

    def _come_due(self) -> None:
        if self._attends_ms == self._stage.now_ms:
            self._attends_ms = None
            self._attend()

    def _write_down(self, source: str) -> None:
        self._stage.record(source, f"{self._installed.name}.fault", self._ailments.names)
