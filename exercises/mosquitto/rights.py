"""What a user may do by the lines of an access file, for our own broker to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from simulator.broker.authority import ALL_TOPICS, User
from simulator.broker.topics import matches

Access = Literal["read", "write", "readwrite", "deny"]


@dataclass(frozen=True, slots=True)
class Right:
    """One line: the access that it gives or takes, to a filter; it is a `user`'s, or everybody's pattern."""

    access: Access
    topic: str
    user: str | None = None
    """None: of those without a name."""
    is_pattern: bool = False
    """Holds for everybody, with `%u` for the user's name and `%c` for the client's."""


@dataclass(frozen=True, slots=True)
class ConfiguredUser(User):
    """A user whose rights an access file lists; without one he may do everything.

    As in Mosquitto, everybody may subscribe to everything, and then receives what he may read; and what is
    denied is denied whatever else allows it.
    """

    rights: tuple[Right, ...] | None = None

    def may_publish(self, topic: str) -> bool:
        """See `User.may_publish`."""
        return not topic.startswith("$") and self._may(topic, "write")

    def may_receive(self, topic: str) -> bool:
        """See `User.may_receive`."""
        return self._may(topic, "read")

    def may_subscribe(self, topic_filter: str) -> bool:
        """See `User.may_subscribe`."""
        return True

    def _may(self, topic: str, access: Access) -> bool:
        if self.rights is None:
            return True
        found = {right.access for right in self.rights if matches(right.topic, topic)}
        return "deny" not in found and bool(found & {access, "readwrite"})


def user_of(name: str | None, client: str, rights: Iterable[Right] | None) -> ConfiguredUser:
    """The user of that name (None: without one) with those of the rights that are his."""
    known_as = name or "anonymous"
    if rights is None:
        return ConfiguredUser(known_as, ALL_TOPICS)
    own = (right for right in rights if right.is_pattern or right.user == name)
    return ConfiguredUser(known_as, ALL_TOPICS, rights=tuple(_filled(each, name, client) for each in own))


def _filled(right: Right, name: str | None, client: str) -> Right:
    if not right.is_pattern:
        return right
    topic = right.topic.replace("%c", client)
    # A pattern with a name in it says nothing of those who have none.
    topic = topic.replace("%u", name) if name is not None else topic
    return Right(right.access, topic)
