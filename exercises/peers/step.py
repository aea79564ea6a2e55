"""One step of a peer: when it comes, and what the peer then does."""

from __future__ import annotations

import json
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from devices.text import Text
from exercises.fields import Strict, check_only_one, filled_of
from exercises.peers.pattern import Wanted
from exercises.rulebook.duration import ZERO, Duration
from exercises.topic_filter import TopicFilter
from simulator.mistakes import WrongValue

_TIMES = ("at", "every", "when")
_DEEDS = ("connects", "subscribes", "unsubscribes", "publishes", "expects", "disconnects")


class Publication(Strict):
    """What is said: a payload that is no text is written as JSON."""

    topic: str
    """Relative to the student's base topic."""
    payload: Any = ""
    qos: int = Field(0, ge=0, le=1)
    retain: bool = False

    @property
    def data(self) -> bytes:
        """The payload as it is sent."""
        text = self.payload if isinstance(self.payload, str) else json.dumps(self.payload, ensure_ascii=False)
        return text.encode()


class Step(Strict):
    """`{at: 10s, publishes: {topic: door/set, payload: {lock: true}}}`.

    A step comes `at` a time since the start, `every` so often, or `when` the peer hears a message.
    """

    at: Duration | None = None
    every: Duration | None = None
    from_: Duration | None = Field(None, alias="from")
    """When the first of `every` comes; without it, after the first interval."""
    until: Duration | None = None
    """No more of `every` after this."""
    when: Wanted | None = None
    after: Duration = ZERO
    """How long after what it hears."""

    connects: Literal[True] | None = None
    """A peer that has such a step is not there from the start."""
    disconnects: Literal["orderly", "lost"] | None = None
    subscribes: TopicFilter | None = None
    unsubscribes: TopicFilter | None = None
    publishes: Publication | None = None
    expects: Wanted | None = None
    """A message is heard in time; rules ask for `peer.<name>.<id>`: idle, waiting, then met or missed."""
    within: Duration = Duration.parse("5s")
    id: str | None = Field(None, pattern=r"^[a-z][a-z0-9_]*$")

    @property
    def deed(self) -> str:
        """Which of the deeds it is."""
        return filled_of(self, _DEEDS)[0]

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        for names in (_TIMES, _DEEDS):
            check_only_one(self, names)
        if (self.expects is None) is not (self.id is None):
            raise WrongValue(Text(en="expects goes with id", fa="گزینهٔ expects تنها همراه id می‌آید"))
        return self
