"""Something that is true or false at each instant of a run, or not known yet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import Interval, Stretches
from simulator.signal import Signal

_SPEAK_FOR_THEMSELVES = frozenset({"room", "people", "house", "outdoor", "mqtt", "signal"})
"""First parts of paths that are no device's, and so come without a message that tells others as well."""


class Proposition(ABC):
    """A condition as operators use it.

    Unknown is neither true nor false: a signal has no value before its first event, and a rule asks for
    nothing while what it asks about is unknown. At the instant of a change the new value holds, and of
    several events of one path in the same millisecond the last.
    """

    @abstractmethod
    def evaluate(self, question: Question) -> Signal:
        """True, False or None (unknown) as a function of time."""

    def truth(self, question: Question) -> Signal:
        """The same, worked out once for all the rules of a run."""
        return question.once(self, lambda: self.evaluate(question))

    @abstractmethod
    def says(self, parameters: Parameters) -> Text:
        """The condition for a sentence: `corridor_lamp.state = ON`."""

    @abstractmethod
    def found(self, question: Question, at_ms: int) -> Text:
        """What its signals were at an instant: `corridor_lamp.state was OFF`."""

    @property
    @abstractmethod
    def paths(self) -> tuple[str, ...]:
        """Every path that it reads."""

    @property
    @abstractmethod
    def children(self) -> Sequence[tuple[str, Any]]:
        """What it is made of, by the keys of the file."""

    @property
    @abstractmethod
    def written(self) -> Any:
        """As a file has it."""

    def worst_moment(self, question: Question, within: Interval) -> int:
        """When in a time in which it was false it was the furthest from being true."""
        return within[0]

    def stretches(self, question: Question, *, when: bool = True) -> Stretches:
        """The times in which it is true (or false), ended by the run."""
        return Stretches.while_it_is(when, self.truth(question), question.end_ms)

    def intervals(self, question: Question, *, when: bool = True) -> list[Interval]:
        """The same, as a list."""
        return list(self.stretches(question, when=when))

    def becomes(self, question: Question, *, now: bool = True) -> list[int]:
        """Each time, in ms, at which it became true (or false); what it begins with is no change."""
        truth = self.truth(question)
        last = bisect_right(truth.times, question.end_ms)
        turns = zip(truth.times[1:last], truth.values[1:last], truth.values, strict=False)
        return [at_ms for at_ms, value, before in turns if value is now and before is not None]

    def reports(self, question: Question) -> list[int]:
        """Each time, in ms, at which one of its devices spoke while it was true, repeated or not.

        Zigbee2MQTT tells a device's whole state with every message. A motion sensor that reports another
        brightness therefore says `occupancy: true` once more, and a program cannot tell that from motion.
        """
        told = sorted(set().union(*(_told_with(path, question) for path in self.paths)))
        return [
            at_ms
            for start, end in self.stretches(question)
            for at_ms in told[bisect_left(told, start) : bisect_left(told, end)]
        ]


_LEVELS: Mapping[bool | None, int] = {False: 0, None: 1, True: 2}
_OF_LEVEL = (False, None, True)


def combined(truths: Sequence[Signal], decide: Callable[..., int]) -> Signal:
    """Several propositions as one, in Kleene's strong logic of three values.

    `decide` makes one level of all of theirs: 0 is false, 1 unknown, 2 true; `min` is "and", and `max` "or".
    """
    if len(truths) == 1:
        return truths[0]
    times = sorted(set().union(*(truth.times for truth in truths)))
    levels = map(decide, *(_levels(truth, times) for truth in truths))
    return Signal.of_columns(times, [_OF_LEVEL[level] for level in levels])


def _levels(truth: Signal, times: Sequence[int]) -> list[int]:
    """The levels at moments among which are all its changes."""
    changes = dict(zip(truth.times, map(_LEVELS.__getitem__, truth.values), strict=True))
    level = _LEVELS[None]
    return [level := changes.get(at_ms, level) for at_ms in times]


def _told_with(path: str, question: Question) -> list[int]:
    """When the path was told: with every message of its device, or at its own events."""
    trace, (device, _, _) = question.trace, path.rpartition(".")
    if path.partition(".")[0] in _SPEAK_FOR_THEMSELVES:
        events = trace.events_of(path)
        return [event.at_ms for event in events] if events else question.signal(path).times
    # Of being reached the bridge tells, of faults nobody.
    silent = (f"{device}.online", f"{device}.fault")
    spoken = [each for each in trace.paths() if each.startswith(f"{device}.") and each not in silent]
    return [event.at_ms for each in spoken for event in trace.events_of(each)]
