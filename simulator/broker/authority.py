"""Who may publish, subscribe and receive what."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.broker.errors import BaseInvalid, ProtocolError
from simulator.broker.limits import Limits
from simulator.broker.topics import check_topic

ALL_TOPICS = "#"


@dataclass(frozen=True, slots=True)
class User:
    """A name and the topics below `base` that it reaches; base `#` reaches all of them.

    `limits` are the user's own; without them the broker's apply. Raises `BaseInvalid`.
    """

    name: str
    base: str
    limits: Limits | None = None

    def __post_init__(self) -> None:
        if self.base == ALL_TOPICS:
            return
        try:
            check_topic(self.base)
        except ProtocolError as error:
            raise BaseInvalid(base=self.base) from error
        if self.base.startswith(("$", "/")) or self.base.endswith("/"):
            raise BaseInvalid(base=self.base)

    def may_publish(self, topic: str) -> bool:
        """Whether a message of this user's may be published there: never to the broker's own `$` topics."""
        return self._reaches(topic) and not topic.startswith("$")

    def may_receive(self, topic: str) -> bool:
        """Whether a message on that topic may be delivered to this user's clients."""
        return self._reaches(topic)

    def may_subscribe(self, topic_filter: str) -> bool:
        """Whether the filter reaches nothing outside: as the base has no wildcards, it must start with it.

        `$share/…` and other filters of special meaning are refused to everybody.
        """
        if topic_filter.startswith("$") and not topic_filter.startswith("$SYS/"):
            return False
        return self._reaches(topic_filter)

    def _reaches(self, topic: str) -> bool:
        return self.base == ALL_TOPICS or topic.startswith(self.base + "/")
