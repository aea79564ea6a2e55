"""What has changed in a broker since somebody last asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from simulator.broker.memory import SessionName

_Key = TypeVar("_Key")


class Notes:
    """Topics whose retained message changed, and sessions that changed, in the order of first changing."""

    def __init__(self) -> None:
        self.topics: dict[str, None] = {}
        self.sessions: dict[SessionName, None] = {}

    def of_session(self, name: SessionName) -> Callable[[], None]:
        """What a session calls when it has changed."""
        return partial(self.sessions.__setitem__, name, None)

    def take_topics(self) -> list[str]:
        """The topics noted since the last call."""
        return _emptied(self.topics)

    def take_sessions(self) -> list[SessionName]:
        """The sessions noted since the last call."""
        return _emptied(self.sessions)


def _emptied(noted: dict[_Key, None]) -> list[_Key]:
    keys = list(noted)
    noted.clear()
    return keys
