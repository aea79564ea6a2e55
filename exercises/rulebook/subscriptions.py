"""The topic filters that the program asked for."""

from __future__ import annotations

from typing import Any, NamedTuple

from exercises.rulebook.question import Question
from simulator.broker.topics import matches


class Subscription(NamedTuple):
    """A filter, relative to the student's base, and when it was first asked for."""

    filter: str
    at_ms: int
    qos: int
    is_refused: bool
    """It reaches outside of the base, so that the broker refused it."""

    def matches(self, topic: str) -> bool:
        """Whether the program gets messages of the topic."""
        return not self.is_refused and matches(self.filter, topic)


def subscriptions(question: Question) -> list[Subscription]:
    """Each filter once, in order of time."""
    granted: list[Any] = question.trace.events_of("mqtt.subscribed")
    denied: list[Any] = question.trace.events_of("mqtt.denied")
    refused = [event for event in denied if event.value.get("detail") == "subscribe"]
    asked = [
        Subscription(event.value["topic"], event.at_ms, event.value["qos"], is_refused)
        for is_refused, events in ((False, granted), (True, refused))
        for event in events
    ]
    first: dict[tuple[str, bool], Subscription] = {}
    for each in sorted(asked, key=lambda each: each.at_ms):
        first.setdefault((each.filter, each.is_refused), each)
    return list(first.values())
