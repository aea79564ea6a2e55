"""Topic aliases: numbers by which a client of MQTT 5 abbreviates its topics (section 3.3.2.3.4)."""

from __future__ import annotations

from simulator.broker import violations
from simulator.broker.errors import ProtocolError
from simulator.broker.message import Message
from simulator.broker.properties import Properties


def resolve_alias(message: Message, known: dict[int, str], most: int) -> Message:
    """The message under its full topic, without what concerned its connection only.

    `known` are the connection's aliases so far, which may become one more; the highest is `most`. Raises
    `ProtocolError`.
    """
    properties = message.properties
    if "subscription_identifiers" in properties:
        raise ProtocolError(violations.IDENTIFIER_FROM_CLIENT)
    if "topic_alias" not in properties:
        return message
    alias, topic = properties["topic_alias"], message.topic
    if alias > most:
        raise ProtocolError(violations.TOPIC_ALIAS_INVALID)
    if topic:
        known[alias] = topic
    elif alias not in known:
        raise ProtocolError(violations.TOPIC_ALIAS_UNKNOWN)
    remaining: Properties = {**properties}
    del remaining["topic_alias"]
    return message._replace(topic=known[alias], properties=remaining)
