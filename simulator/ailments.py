"""All faults that a device has at the moment, as one."""

from __future__ import annotations

from collections.abc import Iterator

from devices.device import Values
from devices.property import Scalar
from simulator.fault import Fault, Rumour


class Ailments:
    """They act one after the other, in the order of their names."""

    def __init__(self) -> None:
        self.active: dict[str, Fault] = {}
        """By name, sorted."""

    def begin(self, name: str, fault: Fault) -> None:
        """From now on; instead of an earlier one of that name."""
        self.active = dict(sorted({**self.active, name: fault}.items()))

    def end(self, name: str) -> bool:
        """Until now; False if there was none."""
        return self.active.pop(name, None) is not None

    @property
    def are_restless(self) -> bool:
        """Whether one of them is: see `Fault.is_restless`."""
        return any(fault.is_restless for fault in self.active.values())

    @property
    def names(self) -> str | None:
        """The faults as the trace writes them: `bias, noise`; None for a sound device."""
        return ", ".join(self.active) or None

    def measure(self, name: str, value: Scalar, now_ms: int) -> Scalar:
        """See `Fault.measure`."""
        for fault in self.active.values():
            value = fault.measure(name, value, now_ms)
        return value

    def say(self, told: Values) -> Values:
        """See `Fault.say`."""
        for fault in self.active.values():
            told = fault.say(told)
        return told

    def report_delays(self, delays_ms: list[int]) -> list[int]:
        """See `Fault.report_delays`."""
        for fault in self.active.values():
            delays_ms = fault.report_delays(delays_ms)
        return delays_ms

    def command_delay(self, delay_ms: int | None) -> int | None:
        """See `Fault.command_delay`."""
        for fault in self.active.values():
            delay_ms = fault.command_delay(delay_ms)
        return delay_ms

    def mechanism(self, values: Values) -> Values:
        """See `Fault.mechanism`."""
        for fault in self.active.values():
            values = fault.mechanism(values)
        return values

    def charge(self, charge: float, now_ms: int) -> float:
        """See `Fault.charge`."""
        for fault in self.active.values():
            charge = fault.charge(charge, now_ms)
        return charge

    def is_lost(self, now_ms: int) -> bool:
        """See `Fault.is_lost`."""
        return any(fault.is_lost(now_ms) for fault in self.active.values())

    def known_as(self, name: str) -> str:
        """See `Fault.known_as`."""
        for fault in self.active.values():
            name = fault.known_as(name)
        return name

    def stamp(self, now_ms: int) -> int:
        """See `Fault.stamp`."""
        for fault in self.active.values():
            now_ms = fault.stamp(now_ms)
        return now_ms

    def next_ms(self, now_ms: int) -> int | None:
        """The nearest `Fault.next_ms`."""
        wanted = (fault.next_ms(now_ms) for fault in self.active.values())
        return min((at_ms for at_ms in wanted if at_ms is not None), default=None)

    def rumours(self, now_ms: int) -> Iterator[Rumour]:
        """Whatever a fault says now under another name."""
        for fault in self.active.values():
            rumour = fault.spread(now_ms)
            if rumour is not None:
                yield rumour
