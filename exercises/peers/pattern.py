"""Which messages a step of a peer is about: `{topic: door/state, payload: {open: true}, retain: true}`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from exercises.fields import Strict
from exercises.topic_filter import TopicFilter
from simulator.broker.message import Message
from simulator.broker.topics import matches


class Pattern(Strict):
    """The topic is a filter; of a JSON object only the fields that are named have to be equal."""

    topic: TopicFilter
    payload: Any = None
    """Without it, any."""
    retain: bool | None = None
    """Whether the broker had kept it; without it, either way."""

    def fits(self, message: Message) -> bool:
        """Whether a message is one of these; its topic is relative to the base."""
        if not matches(self.topic, message.topic):
            return False
        if self.retain is not None and message.retain is not self.retain:
            return False
        return self.payload is None or _fits(self.payload, message.payload)


def _fits(wanted: object, payload: bytes) -> bool:
    if isinstance(wanted, str) and payload == wanted.encode():
        return True
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return False
    if isinstance(wanted, Mapping) and isinstance(said, Mapping):
        return all(name in said and _equal(value, said[name]) for name, value in wanted.items())
    return _equal(wanted, said)


def _equal(wanted: object, said: object) -> bool:
    """True is not 1 in JSON."""
    return wanted == said and isinstance(wanted, bool) is isinstance(said, bool)


def _as_pattern(written: object) -> object:
    return {"topic": written} if isinstance(written, str) else written


Wanted = Annotated[Pattern, BeforeValidator(_as_pattern)]
"""In files also a topic filter alone."""
