"""Topic names and topic filters: which are valid, and which matches which (sections 4.7 and 4.8)."""

from __future__ import annotations

from simulator.broker import violations
from simulator.broker.errors import ProtocolError
from simulator.broker.packets import MQTT_5

_SHARE = "$share/"

MOST_BYTES = 65_535
"""Length of a topic or filter in UTF-8 [MQTT-4.7.3-3]."""
MOST_LEVELS = 200
"""Levels that a topic or filter may have, as in Mosquitto: it bounds the depth of every tree walk."""


def check_topic(topic: str) -> None:
    """Raise `ProtocolError` unless messages may be published to `topic`."""
    _check_text(topic)
    if "+" in topic or "#" in topic:
        raise ProtocolError(violations.TOPIC_WILDCARD)


def check_filter(topic_filter: str, level: int = MQTT_5) -> None:
    """Raise `ProtocolError` unless `topic_filter` is valid in that protocol level.

    What begins with `$share/` must be a shared subscription in MQTT 5; before, it is a filter like others.
    """
    _check_text(topic_filter)
    if level >= MQTT_5 and topic_filter.startswith(_SHARE):
        check_shared(topic_filter)
    else:
        _check_wildcards(topic_filter)


def check_shared(topic_filter: str) -> None:
    """Raise `ProtocolError` unless this is `$share/<group>/<filter>` [MQTT-4.8.2-1] [MQTT-4.8.2-2]."""
    shared = split_shared(topic_filter)
    if shared is None:
        raise ProtocolError(violations.SHARED_FILTER)
    _check_wildcards(shared[1])


def split_shared(topic_filter: str) -> tuple[str, str] | None:
    """Group and filter of a shared subscription; None unless it is `$share/<group>/<filter>`."""
    if not topic_filter.startswith(_SHARE):
        return None
    group, _, shared = topic_filter.removeprefix(_SHARE).partition("/")
    return (group, shared) if group and shared and not has_wildcard(group) else None


def _check_wildcards(topic_filter: str) -> None:
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
    try:
        if len(text.encode()) > MOST_BYTES:
            raise ProtocolError(violations.TOPIC_LENGTH)
    except UnicodeEncodeError as error:
        raise ProtocolError(violations.TEXT_ENCODING) from error
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
