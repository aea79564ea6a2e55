"""Properties in paho's terms, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paho.mqtt.properties import Properties

_NAMES = {
    "payload_format_indicator": "PayloadFormatIndicator",
    "message_expiry_interval": "MessageExpiryInterval",
    "content_type": "ContentType",
    "response_topic": "ResponseTopic",
    "correlation_data": "CorrelationData",
    "subscription_identifiers": "SubscriptionIdentifier",
    "session_expiry_interval": "SessionExpiryInterval",
    "will_delay_interval": "WillDelayInterval",
    "topic_alias": "TopicAlias",
    "topic_alias_maximum": "TopicAliasMaximum",
    "user_properties": "UserProperty",
}


_PLURAL = ("user_properties", "subscription_identifiers")


def to_paho(packet_type: int, properties: Mapping[str, Any]) -> Properties | None:
    """The properties of a packet that is to be sent; None for none."""
    if not properties:
        return None
    written = Properties(packet_type)
    for name, value in properties.items():
        # What may come several times is given to paho one by one.
        for each in value if name in _PLURAL else (value,):
            setattr(written, _NAMES[name], each)
    return written


def from_paho(properties: Properties | None) -> dict[str, Any]:
    """The properties of a message that has come."""
    found = vars(properties) if properties is not None else {}
    read = {name: found[theirs] for name, theirs in _NAMES.items() if theirs in found}
    return {name: tuple(value) if name in _PLURAL else value for name, value in read.items()}
