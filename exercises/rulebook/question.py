"""What a rule is asked about: one run, and by how much answers may miss their time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from exercises.rulebook.duration import Parameters
from exercises.rulebook.stretches import Interval as Interval
from exercises.rulebook.stretches import moments_in
from simulator.signal import Signal
from simulator.tariff import Tariff
from simulator.trace import Trace

_NO_TARIFF = Tariff()
_NO_DAY = datetime.fromisoformat("2000-01-01T00:00")


@dataclass(frozen=True, slots=True)
class Question:
    """One run as rules see it. Operators read signals through `signal` and in no other way."""

    trace: Trace
    parameters: Parameters
    end_ms: int
    """End of the run: what was due after it is not judged."""
    start: datetime = _NO_DAY
    """What the clock of the simulated house shows at 0 ms."""
    utc_offset: timedelta = timedelta()
    """How far that clock is ahead of UTC."""
    tariff: Tariff = _NO_TARIFF
    """What electricity costs in the house."""
    derive: Callable[[str, Question], Signal | None] = lambda path, question: None
    """Makes the signals that the trace does not hold itself; None for a path that it does not know."""
    grace_ms: int = 0
    """By how much an answer may miss its time and lose nothing."""
    tolerance_ms: int = 0
    """Over which the credit of an answer that missed its time falls to nothing, in a straight line."""
    by_time: bool = False
    """Whether an occasion earns the share of its time in which all was well, rather than all or nothing."""
    scope: tuple[Interval, ...] | None = None
    """The times in which the rule asks for something; None is the whole run."""
    _known: dict[Hashable, Signal] = field(default_factory=dict, repr=False, compare=False)

    def signal(self, path: str) -> Signal:
        """The path as a function of time; each is read once for all the rules of a run.

        Questions made from this one by `dataclasses.replace` share what was read. A signal may go on after
        `end_ms`, and has no value before its first event.
        """
        return self.once(path, lambda: self._read_signal(path))

    def once(self, what: Hashable, work_out: Callable[[], Signal]) -> Signal:
        """The signal of a path or condition, worked out when first asked for in this run."""
        if what not in self._known:
            self._known[what] = work_out()
        return self._known[what]

    def _read_signal(self, path: str) -> Signal:
        derived = self.derive(path, self)
        return self.trace.signal(path) if derived is None else derived

    @property
    def windows(self) -> tuple[Interval, ...]:
        """The times in which the rule asks for something, in order and apart; the run's end is out."""
        return ((0, self.end_ms),) if self.scope is None else self.scope

    def in_scope(self, times: Sequence[int]) -> list[int]:
        """Those of the moments, which are in order, that lie in the rule's scope."""
        return [at_ms for window in self.windows for at_ms in moments_in(times, window)]

    @property
    def patience_ms(self) -> int:
        """How long after its time an answer may still earn something."""
        return max(self.grace_ms, self.tolerance_ms)

    def credit(self, missed_by_ms: int) -> float:
        """1 for an answer in time, 0 for one that missed its time by the tolerance or more."""
        if missed_by_ms <= self.grace_ms:
            return 1.0
        if missed_by_ms >= self.tolerance_ms:
            return 0.0
        return 1.0 - missed_by_ms / self.tolerance_ms
