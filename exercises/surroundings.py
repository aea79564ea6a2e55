"""Looks up what was so, and what the program said, around each moment at which a rule was broken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from exercises.finding import Finding, Witness
from exercises.nearby import MessageNearby, SignalNearby
from exercises.record import Plain
from exercises.rule import RuleBase
from exercises.rulebook.proposition import Proposition
from exercises.rulebook.question import Question
from simulator.trace import Event

MOST_MESSAGES = 8
"""So many messages of the program are kept with a moment: the nearest."""
LONGEST_TEXT = 200
"""Characters of a topic or a payload that are kept."""
BEFORE_S, AFTER_S = 3.0, 1.0
"""A replay begins this long before the moment; messages count until so long after it."""

_SPOKEN = ("connected", "refused", "disconnected", "subscribed", "unsubscribed", "denied", "published")


def with_surroundings(
    findings: Iterable[Finding], rules: Sequence[RuleBase], question: Question
) -> tuple[Finding, ...]:
    """The findings with the place of their rule in the exercise, and all that a page draws of a witness."""
    surroundings = Surroundings(question)
    places = {rule.id: index for index, rule in enumerate(rules)}
    return tuple(
        finding.model_copy(
            update={
                "rule_index": places[finding.rule],
                "witnesses": tuple(
                    surroundings.of(witness, rules[places[finding.rule]]) for witness in finding.witnesses
                ),
            }
        )
        for finding in findings
    )


class Surroundings:
    """Answers for one run."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def of(self, witness: Witness, rule: RuleBase) -> Witness:
        """The witness with the start of its replay, the signals of its rule and the messages nearby."""
        at_s = witness.from_s if witness.at_s is None else witness.at_s
        replay_from_s = max(0.0, at_s - BEFORE_S)
        return witness.model_copy(
            update={
                "replay_from_s": replay_from_s,
                "signals": tuple(self._signals(rule.operator.conditions, round(at_s * 1000))),
                "messages": self._messages(min(witness.from_s, replay_from_s), at_s),
            }
        )

    def _signals(self, conditions: Iterable[Proposition], at_ms: int) -> Iterator[SignalNearby]:
        asked = [
            (path, condition.says(self._question.parameters))
            for condition in conditions
            for path in condition.paths
        ]
        for path, says in dict.fromkeys(asked):
            signal = self._question.signal(path)
            yield SignalNearby(
                path=path,
                expected=says,
                happened=_plain(signal.at(at_ms)),
                before=_plain(signal.at(at_ms - 1)),
            )

    def _messages(self, from_s: float, at_s: float) -> tuple[MessageNearby, ...]:
        first = bisect_left(self._spoken, from_s * 1000, key=_at)
        end = bisect_right(self._spoken, (at_s + AFTER_S) * 1000, key=_at)
        nearest = sorted(self._spoken[first:end], key=lambda event: abs(event.at_ms - at_s * 1000))
        return tuple(_message(event) for event in sorted(nearest[:MOST_MESSAGES], key=_at))

    @cached_property
    def _spoken(self) -> list[Event]:
        events = (event for kind in _SPOKEN for event in self._question.trace.events_of(f"mqtt.{kind}"))
        return sorted(events, key=_at)


def _at(event: Event) -> int:
    return event.at_ms


def _plain(value: object) -> Plain:
    return value if isinstance(value, bool | int | float | str) else None


def _message(event: Event) -> MessageNearby:
    value = event.value if isinstance(event.value, Mapping) else {}
    told = {name: str(value[name])[:LONGEST_TEXT] for name in ("topic", "payload", "detail") if name in value}
    return MessageNearby(at_s=event.at_ms / 1000, kind=event.path.removeprefix("mqtt."), **told)
