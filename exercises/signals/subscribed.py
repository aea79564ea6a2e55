"""Whether the program gets messages of a topic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.question import Question
from exercises.topic_filter import TopicFilter
from simulator.broker.topics import matches
from simulator.signal import Signal


class SubscribedSignal(DerivedSignal):
    """`subscribed: sensor/state`: true while the program is connected and has a filter for the topic.

    Of a program with several connections all filters count together, while one of them stands.
    """

    keyword = "subscribed"
    shorthand = "to"
    example: ClassVar = SignalExample(
        signal="subscribed: sensor/state",
        run={
            "mqtt.connected": {5: {"detail": "new"}, 90: {"detail": "new"}},
            "mqtt.subscribed": {6: {"topic": "sensor/+", "qos": 0}, 95: {"topic": "sensor/state", "qos": 0}},
            "mqtt.disconnected": {60: {"detail": "lost"}},
        },
        values={5: False, 6: True, 60: False, 90: False, 95: True},
    )

    to: TopicFilter

    def signal(self, question: Question) -> Signal:
        """True or false from the start of the run."""
        return Signal([(0, False), *self._steps(question)])

    def _steps(self, question: Question) -> Iterator[tuple[int, bool]]:
        filters: set[str] = set()
        connections = 0
        for event in question.trace.events:
            value: Any = event.value
            if event.path == "mqtt.connected":
                if not connections and value.get("detail") == "new":
                    filters.clear()
                connections += 1
            elif event.path == "mqtt.disconnected":
                connections -= 1
            elif event.path == "mqtt.subscribed":
                filters.add(value["topic"])
            elif event.path == "mqtt.unsubscribed":
                filters.discard(value["topic"])
            else:
                continue
            yield event.at_ms, connections > 0 and any(matches(each, self.to) for each in filters)


KIND = SubscribedSignal
