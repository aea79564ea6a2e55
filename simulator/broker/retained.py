"""The last message of each topic that was published to be kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.broker.message import Message
from simulator.broker.topics import matches


@dataclass(slots=True)
class _Kept:
    message: Message
    owner: str
    order: int


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    kept: _Kept | None = None


@dataclass(slots=True)
class _Share:
    """What one user keeps."""

    messages: int = 0
    payload_bytes: int = 0


class Retained:
    """A tree of topics, so that a subscription looks only where its filter can match."""

    def __init__(self) -> None:
        self._root = _Node()
        self._order = 0
        self._shares: dict[str, _Share] = {}

    def keep(self, message: Message, owner: str, most_messages: int, most_bytes: int) -> bool:
        """Keep the message in place of the topic's former one; an empty payload only removes that.

        False when the owner's share (so many messages, so many payload bytes) is full: the former
        message is then gone all the same, for it is out of date.
        """
        self._remove(message.topic)
        if not message.payload:
            return True
        share = self._shares.setdefault(owner, _Share())
        if share.messages >= most_messages or share.payload_bytes + len(message.payload) > most_bytes:
            return False
        share.messages += 1
        share.payload_bytes += len(message.payload)
        node = self._root
        for level in message.topic.split("/"):
            node = node.children.setdefault(level, _Node())
        self._order += 1
        node.kept = _Kept(message, owner, self._order)
        return True

    def matching(self, topic_filter: str) -> list[Message]:
        """The kept messages whose topics the filter matches, the longest kept first."""
        found = self._below(topic_filter)
        found.sort(key=lambda kept: kept.order)
        return [kept.message for kept in found if matches(topic_filter, kept.message.topic)]

    def _remove(self, topic: str) -> None:
        levels = topic.split("/")
        path = [self._root]
        for level in levels:
            node = path[-1].children.get(level)
            if node is None:
                return
            path.append(node)
        kept = path[-1].kept
        if kept is None:
            return
        path[-1].kept = None
        share = self._shares[kept.owner]
        share.messages -= 1
        share.payload_bytes -= len(kept.message.payload)
        for parent, level in zip(reversed(path[:-1]), reversed(levels), strict=True):
            node = parent.children[level]
            if node.children or node.kept is not None:
                break
            del parent.children[level]

    def _below(self, topic_filter: str) -> list[_Kept]:
        """Everything that the filter may match, and perhaps `$` topics too many."""
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
