"""What the broker grants a client that it lets in."""

from __future__ import annotations

from simulator.broker.admission import Admitted, session_expiry_s
from simulator.broker.authority import ALL_TOPICS
from simulator.broker.limits import Limits
from simulator.broker.packets import MQTT_5, Connect
from simulator.broker.properties import Properties


def keepalive_s(packet: Connect, limits: Limits) -> int:
    """The keepalive that holds: in MQTT 5 the broker may shorten the one asked for; 0 is none."""
    longest = limits.longest_keepalive_s
    if packet.level < MQTT_5 or longest is None:
        return packet.keepalive_s
    return min(packet.keepalive_s or longest, longest)


def welcome(packet: Connect, admitted: Admitted) -> Properties:
    """The properties of CONNACK: what differs from what the client asked for or would assume."""
    limits, user = admitted.limits, admitted.session.user
    properties: Properties = {
        "receive_maximum": limits.receive_maximum,
        "maximum_packet_size": limits.packet_bytes,
        "topic_alias_maximum": limits.topic_aliases,
    }
    expiry_s = session_expiry_s(packet, limits)
    if expiry_s != packet.properties.get("session_expiry_interval", 0):
        properties["session_expiry_interval"] = expiry_s
    if not packet.client_id:
        properties["assigned_client_identifier"] = admitted.session.client_id
    if keepalive_s(packet, limits) != packet.keepalive_s:
        properties["server_keep_alive"] = keepalive_s(packet, limits)
    wants_response = packet.properties.get("request_response_information", 0)
    if wants_response and user.base is not None and user.base != ALL_TOPICS:
        properties["response_information"] = user.base
    return properties
