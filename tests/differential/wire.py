"""From steps to packets and from packets to what was seen: all that the tests know of the codec."""

from __future__ import annotations

from typing import Any, cast

from simulator.broker import packets
from simulator.broker.decoding import decode
from simulator.broker.encoding import PINGREQ, PINGRESP, encode
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from simulator.broker.properties import Properties
from simulator.broker.reasons import Reason
from tests.differential.script import Connect, Disconnect, Publish, Request, Subscribe, Unsubscribe
from tests.differential.seen import Delivery, Facts, Notice, Seen

__all__ = ["MQTT_5", "PINGREQ", "PINGRESP", "decode", "encode"]


def connect(step: Connect, number: int) -> bytes:
    """CONNECT."""
    is_new = step.level == MQTT_5
    will = None
    if step.will is not None:
        properties = _properties(step.will.properties if is_new else ())
        will = Message(
            step.will.topic, f"will {number}".encode(), step.will.qos, step.will.retain, properties
        )
    properties = _properties(step.properties if is_new else ())
    packet = packets.Connect(
        step.client, step.clean_start, step.keepalive_s, None, None, will, step.level, properties
    )
    return encode(packet, step.level)


def subscribe(step: Subscribe, number: int, level: int) -> bytes:
    """SUBSCRIBE."""
    requests = tuple((request.topic_filter, _options(request, level)) for request in step.requests)
    properties: Properties = {}
    if level == MQTT_5 and step.identifier is not None:
        properties["subscription_identifiers"] = (step.identifier,)
    return encode(packets.Subscribe(number, requests, properties), level)


def unsubscribe(step: Unsubscribe, number: int, level: int) -> bytes:
    """UNSUBSCRIBE."""
    return encode(packets.Unsubscribe(number, step.filters), level)


def publish(
    step: Publish, number: int, level: int = MQTT_3_1_1, *, duplicate: bool = False, by_alias: bool = False
) -> bytes:
    """PUBLISH; `by_alias` without its topic."""
    payload = b"" if step.empty else b"%d" % number
    properties = _properties(step.properties if level == MQTT_5 else ())
    if level == MQTT_5 and step.alias is not None:
        properties["topic_alias"] = step.alias
    message = Message("" if by_alias else step.topic, payload, step.qos, step.retain, properties)
    return encode(packets.Publish(message, duplicate and step.qos > 0, number if step.qos else 0), level)


def disconnect(step: Disconnect, level: int) -> bytes:
    """DISCONNECT."""
    properties: Properties = {}
    if step.session_expiry_s is not None:
        properties["session_expiry_interval"] = step.session_expiry_s
    code = Reason.DISCONNECT_WITH_WILL if step.with_will else Reason.SUCCESS
    return encode(packets.Disconnect(code, properties), level)


def seen(packet: packets.Packet, payload: bytes) -> Seen:
    """What of a packet is compared; `payload` is that of the message that a PUBREL is about.

    Left out: packet identifiers that the broker chose, topic aliases, reason strings, and which client identifier
    CONNACK assigns.
    """
    name = type(packet).__name__.upper()
    match packet:
        case packets.Publish():
            message = packet.message
            properties = _facts(message.properties, without=("topic_alias",))
            return Delivery(
                message.topic, message.payload, message.qos, message.retain, packet.duplicate, properties
            )
        case packets.Connack():
            codes = (packet.code, int(packet.session_present))
            return Notice(name, codes=codes, properties=_facts(packet.properties))
        case packets.Suback() | packets.Unsuback():
            return Notice(name, str(packet.packet_id), tuple(packet.codes), _facts(packet.properties))
        case packets.Puback() | packets.Pubrec() | packets.Pubcomp():
            return Notice(name, str(packet.packet_id), (packet.code,), _facts(packet.properties))
        case packets.Pubrel():
            return Notice(name, payload.decode(), (packet.code,), _facts(packet.properties))
        case packets.Disconnect():
            return Notice(name, codes=(packet.code,), properties=_facts(packet.properties))
    return Notice(name)


def size(delivery: Delivery) -> int:
    """The bytes of its PUBLISH in MQTT 5, without topic alias."""
    message = Message(
        delivery.topic, delivery.payload, delivery.qos, delivery.retain, _properties(delivery.properties)
    )
    return len(encode(packets.Publish(message, delivery.duplicate, 1 if delivery.qos else 0), MQTT_5))


def _options(request: Request, level: int) -> packets.SubscriptionOptions:
    if level < MQTT_5:
        return packets.SubscriptionOptions(request.qos)
    return packets.SubscriptionOptions(
        request.qos, request.no_local, request.retain_as_published, request.retain_handling
    )


def _properties(facts: Facts) -> Properties:
    return cast(Properties, dict(facts))


def _facts(properties: Properties, without: tuple[str, ...] = ()) -> Facts:
    facts: dict[str, Any] = {name: value for name, value in properties.items() if name not in without}
    facts.pop("reason_string", None)
    if "assigned_client_identifier" in facts:
        facts["assigned_client_identifier"] = "…"
    if "subscription_identifiers" in facts:
        facts["subscription_identifiers"] = tuple(sorted(facts["subscription_identifiers"]))
    return tuple(sorted(facts.items()))
