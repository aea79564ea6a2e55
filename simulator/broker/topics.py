"""Topic names and topic filters: which are valid, and which matches which (MQTT 3.1.1, section 4.7)."""

from __future__ import annotations

from simulator.broker import violations
from simulator.broker.errors import ProtocolError

MOST_LEVELS = 200
"""Levels that a topic or filter may have, as in Mosquitto: it bounds the depth of every tree walk."""


def check_topic(topic: str) -> None:
    """Raise `ProtocolError` unless messages may be published to `topic`."""
    _check_text(topic)
    if "+" in topic or "#" in topic:
        raise ProtocolError(violations.TOPIC_WILDCARD)


def check_filter(topic_filter: str) -> None:
    """Raise `ProtocolError` unless `topic_filter` can be subscribed to."""
    _check_text(topic_filter)
    if "+" not in topic_filter and "#" not in topic_filter:
        return
    levels = topic_filter.split("/")
    alone = all(level in ("+", "#") or ("+" not in level and "#" not in level) for level in levels)
    if not alone or "#" in levels[:-1]:
        raise ProtocolError(violations.FILTER_WILDCARD)


def _check_text(text: str) -> None:
    if not text:
        raise ProtocolError(violations.TOPIC_EMPTY)
    if "\0" in text:
        raise ProtocolError(violations.TEXT_NULL)
    if text.count("/") >= MOST_LEVELS:
        raise ProtocolError(violations.TOPIC_DEPTH)


def has_wildcard(topic_filter: str) -> bool:
    """Whether a valid filter can match more than one topic."""
    return "+" in topic_filter or "#" in topic_filter


def matches(topic_filter: str, topic: str) -> bool:
    """Whether a valid filter matches a valid topic.

    `sport/#` also matches `sport`; a filter that starts with a wildcard matches no topic that starts
    with `$` [MQTT-4.7.2-1].
    """
    if topic.startswith("$") and topic_filter[0] in "+#":
        return False
    wanted, levels = topic_filter.split("/"), topic.split("/")
    if wanted[-1] == "#":
        wanted.pop()
        if len(levels) < len(wanted):
            return False
        del levels[len(wanted) :]
    return len(wanted) == len(levels) and all(
        want in ("+", level) for want, level in zip(wanted, levels, strict=True)
    )
