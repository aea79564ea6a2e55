"""The last message of each topic that was published to be kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.broker.memory import RetainedMemory
from simulator.broker.message import Message
from simulator.broker.topics import has_wildcard, matches


@dataclass(slots=True)
class Kept:
    """A retained message: whose it is, until when it is good, the order of keeping, and its size."""

    message: Message
    owner: str
    expires_ms: int | None
    order: int
    size: int

    def has_expired(self, now_ms: int) -> bool:
        """Whether the message is out of date."""
        return self.expires_ms is not None and self.expires_ms <= now_ms


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    kept: Kept | None = None


@dataclass(slots=True)
class _Share:
    """What one user keeps."""

    messages: int = 0
    payload_bytes: int = 0


class Retained:
    """The kept messages by topic, and a tree of topics so that a filter looks only where it can match."""

    def __init__(self, changed: dict[str, None] | None = None) -> None:
        # The topics of which a memory is to be renewed; an ordered set.
        self._changed = changed
        self._by_topic: dict[str, Kept] = {}
        self._root = _Node()
        self._order = 0
        self._shares: dict[str, _Share] = {}

    def __len__(self) -> int:
        return len(self._by_topic)

    def keep(
        self,
        message: Message,
        owner: str,
        most_messages: int,
        most_bytes: int,
        expires_ms: int | None = None,
    ) -> bool:
        """Keep the message in place of the topic's former one; an empty payload only removes that.

        False when the owner's share (so many messages, so many payload bytes) is full: the former
        message is then gone all the same, for it is out of date.
        """
        if self._changed is not None:
            self._changed[message.topic] = None
        payload = message.payload
        size = message.size if payload and message.properties else len(payload)
        former = self._by_topic.get(message.topic)
        share = self._shares.get(owner)
        if share is None:
            share = self._shares[owner] = _Share()
        if former is not None:
            former_share = share if former.owner == owner else self._shares[former.owner]
            former_share.messages -= 1
            former_share.payload_bytes -= former.size
        fits = share.messages < most_messages and share.payload_bytes + size <= most_bytes
        if not size or not fits:
            if former is not None:
                self._remove(message.topic)
            return not size
        share.messages += 1
        share.payload_bytes += size
        self._order = order = self._order + 1
        if former is None:
            self._plant(Kept(message, owner, expires_ms, order, size))
        else:
            former.message = message
            former.owner = owner
            former.expires_ms = expires_ms
            former.order = order
            former.size = size
        return True

    def matching(self, topic_filter: str, now_ms: int) -> list[Kept]:
        """The kept messages whose topics the filter matches, the longest kept first."""
        if not has_wildcard(topic_filter):
            kept = self._by_topic.get(topic_filter)
            found = [kept] if kept else []
        else:
            found = [kept for kept in self._below(topic_filter) if matches(topic_filter, kept.message.topic)]
        for kept in found:
            if kept.has_expired(now_ms):
                self._drop(kept)
        return sorted((kept for kept in found if not kept.has_expired(now_ms)), key=lambda kept: kept.order)

    def forget(self, owner: str) -> None:
        """Keep nothing of what this user published."""
        for kept in [kept for kept in self._by_topic.values() if kept.owner == owner]:
            self._drop(kept)

    def topics(self) -> list[str]:
        """The topics of all kept messages."""
        return list(self._by_topic)

    def memory(self, topic: str) -> RetainedMemory | None:
        """What is kept of a topic, to be restored by another broker."""
        kept = self._by_topic.get(topic)
        return RetainedMemory(kept.message, kept.owner, kept.expires_ms, kept.order) if kept else None

    def restore(self, memory: RetainedMemory) -> None:
        """Keep what another broker kept, whatever the limits are now; nothing is kept there yet."""
        share = self._shares.setdefault(memory.owner, _Share())
        share.messages += 1
        share.payload_bytes += memory.message.size
        self._order = max(self._order, memory.order)
        self._plant(Kept(memory.message, memory.owner, memory.expires_ms, memory.order, memory.message.size))

    def _drop(self, kept: Kept) -> None:
        if self._changed is not None:
            self._changed[kept.message.topic] = None
        self._give_back(kept)
        self._remove(kept.message.topic)

    def _give_back(self, kept: Kept) -> None:
        share = self._shares[kept.owner]
        share.messages -= 1
        share.payload_bytes -= kept.size

    def _plant(self, kept: Kept) -> None:
        node = self._root
        for level in kept.message.topic.split("/"):
            node = node.children.setdefault(level, _Node())
        node.kept = self._by_topic[kept.message.topic] = kept

    def _remove(self, topic: str) -> None:
        levels = topic.split("/")
        path = [self._root]
        for level in levels:
            path.append(path[-1].children[level])
        path[-1].kept = None
        del self._by_topic[topic]
        for parent, level in zip(reversed(path[:-1]), reversed(levels), strict=True):
            node = parent.children[level]
            if node.children or node.kept is not None:
                break
            del parent.children[level]

    def _below(self, topic_filter: str) -> list[Kept]:
        nodes = [self._root]
        for level in topic_filter.split("/"):
            if level == "#":
                nodes = _with_descendants(nodes)
            elif level == "+":
                nodes = [child for node in nodes for child in node.children.values()]
            else:
                nodes = [node.children[level] for node in nodes if level in node.children]
        return [node.kept for node in nodes if node.kept is not None]


def _with_descendants(nodes: list[_Node]) -> list[_Node]:
    found = list(nodes)
    for node in found:
        found.extend(node.children.values())
    return found
