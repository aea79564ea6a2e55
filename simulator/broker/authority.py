"""Who may publish, subscribe and receive what."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.broker.errors import BaseInvalid, ProtocolError
from simulator.broker.limits import Limits
from simulator.broker.topics import check_topic, split_shared

ALL_TOPICS = "#"


@dataclass(frozen=True, slots=True)
class User:
    """A name and the topics below `base` that it reaches; base `#` reaches all, None none.

    Below each topic of `reads` it only listens. `limits` are the user's own; without them the broker's
    apply. One `is_at_hand` has direct connections, whatever network lies between the broker and others of
    that name. Raises `BaseInvalid`.
    """

    name: str
    base: str | None
    limits: Limits | None = None
    reads: tuple[str, ...] = ()
    is_at_hand: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        for base in (self.base, *self.reads):
            if base not in (ALL_TOPICS, None):
                _check_base(base)

    def may_publish(self, topic: str) -> bool:
        """Whether a message of this user's may be published there: never to the broker's own `$` topics."""
        base = self.base
        if base is None or topic.startswith("$"):
            return False
        return base == ALL_TOPICS or topic.startswith(base + "/")

    def may_receive(self, topic: str) -> bool:
        """Whether a message on that topic may be delivered to this user's clients."""
        return _reaches(self.base, topic) or any(_reaches(base, topic) for base in self.reads)

    def may_subscribe(self, topic_filter: str) -> bool:
        """Whether the filter reaches nothing outside: as a base has no wildcards, it must start with one.

        A shared subscription is judged by the filter in it. Other filters of special meaning (`$queue/…`) are
        refused to everybody.
        """
        shared = split_shared(topic_filter)
        wanted = shared[1] if shared else topic_filter
        if wanted.startswith("$") and not wanted.startswith("$SYS/"):
            return False
        return self.may_receive(wanted)


def _check_base(base: str) -> None:
    try:
        check_topic(base)
    except ProtocolError as error:
        raise BaseInvalid(base=base) from error
    if base.startswith(("$", "/")) or base.endswith("/"):
        raise BaseInvalid(base=base)


def _reaches(base: str | None, topic: str) -> bool:
    return base is not None and (base == ALL_TOPICS or topic.startswith(base + "/"))
