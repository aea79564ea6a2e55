"""What no client may send."""

from __future__ import annotations

from typing import Final

_COMMON: Final[dict[str, str]] = {
    "CONNACK": "2002 0000",
    "a packet of type 0": "0000",
    "a remaining length of five bytes": "30 ffffffff01",
    "PINGREQ with a body": "c001 00",
    "PUBACK of nothing": "4002 1234",
    "PUBREC of nothing": "5002 1234",
    "PUBREL of nothing": "6202 1234",
    "PUBCOMP of nothing": "7002 1234",
    "PUBREL with wrong flags": "6002 1234",
    "DISCONNECT with wrong flags": "e100",
}

_MQTT_3_1_1: Final[dict[str, str]] = _COMMON | {
    "a second CONNECT": "100f 0004 4d515454 04 02 0000 0003 616461",
    "a packet of type 15": "f000",
    "PUBLISH to a filter": "3006 0003 742f2b 78",
    "PUBLISH to nowhere": "3003 0000 78",
    "PUBLISH with QoS 3": "3606 0001 74 0001 78",
    "PUBLISH with packet identifier 0": "3206 0001 74 0000 78",
    "PUBLISH of QoS 0 as a duplicate": "3804 0001 74 78",
    "PUBLISH with half a character": "3004 0001 c3 78",
    "PUBLISH with U+0000": "3005 0002 7400 78",
    "SUBSCRIBE without a filter": "8202 0001",
    "SUBSCRIBE with wrong flags": "8006 0001 0001 74 00",
    "SUBSCRIBE with packet identifier 0": "8206 0000 0001 74 00",
    "SUBSCRIBE with QoS 3": "8206 0001 0001 74 03",
    "SUBSCRIBE with # in the middle": "820a 0001 0005 742f232f78 00",
    "SUBSCRIBE with + beside a letter": "8208 0001 0003 742b2f 00",
    "SUBSCRIBE to nothing": "8205 0001 0000 00",
    "UNSUBSCRIBE without a filter": "a202 0001",
    "UNSUBSCRIBE from # in the middle": "a209 0001 0005 742f232f78",
}

_MQTT_5: Final[dict[str, str]] = _COMMON | {
    "a second CONNECT": "1010 0004 4d515454 05 02 0000 00 0003 616461",
    "AUTH": "f002 18 00",
    "PUBLISH to a filter": "3007 0003 742f2b 00 78",
    "PUBLISH to nowhere": "3004 0000 00 78",
    "PUBLISH with QoS 3": "3607 0001 74 0001 00 78",
    "PUBLISH with packet identifier 0": "3207 0001 74 0000 00 78",
    "PUBLISH of QoS 0 as a duplicate": "3805 0001 74 00 78",
    "PUBLISH with half a character": "3005 0001 c3 00 78",
    "PUBLISH with U+0000": "3006 0002 7400 00 78",
    "PUBLISH with topic alias 0": "3008 0001 74 03 230000 78",
    "PUBLISH with a topic alias above the maximum": "3008 0001 74 03 230099 78",
    "PUBLISH with an unknown topic alias": "3007 0000 03 230001 78",
    "PUBLISH with two topic aliases": "300b 0001 74 06 230001 230001 78",
    "PUBLISH with a subscription identifier": "3007 0001 74 02 0b01 78",
    "PUBLISH with a response topic that is a filter": "3009 0001 74 04 0800012b 78",
    "PUBLISH with a property of CONNECT": "300a 0001 74 05 1100000001 78",
    "PUBLISH with an unknown property": "3007 0001 74 02 7f01 78",
    "PUBLISH with properties longer than itself": "3005 0001 74 7f 78",
    "PUBLISH with payload format 2": "3007 0001 74 02 0102 78",
    "SUBSCRIBE without a filter": "8203 0001 00",
    "SUBSCRIBE with wrong flags": "8007 0001 00 0001 74 00",
    "SUBSCRIBE with packet identifier 0": "8207 0000 00 0001 74 00",
    "SUBSCRIBE with QoS 3": "8207 0001 00 0001 74 03",
    "SUBSCRIBE with retain handling 3": "8207 0001 00 0001 74 30",
    "SUBSCRIBE with reserved options": "8207 0001 00 0001 74 40",
    "SUBSCRIBE with subscription identifier 0": "8209 0001 02 0b00 0001 74 00",
    "SUBSCRIBE with two subscription identifiers": "820b 0001 04 0b010b02 0001 74 00",
    "SUBSCRIBE with # in the middle": "820b 0001 00 0005 742f232f78 00",
    "SUBSCRIBE with + beside a letter": "8209 0001 00 0003 742b2f 00",
    "SUBSCRIBE to nothing": "8206 0001 00 0000 00",
    "SUBSCRIBE to a shared filter without a filter": "820d 0001 00 0008 2473686172652f67 00",
    "SUBSCRIBE to a shared filter with a wildcard in the name": "820f 0001 00 000a 2473686172652f2b2f74 00",
    "SUBSCRIBE to a shared filter without local messages": "820f 0001 00 000a 2473686172652f672f74 04",
    "UNSUBSCRIBE without a filter": "a203 0001 00",
    "UNSUBSCRIBE from # in the middle": "a20a 0001 00 0005 742f232f78",
    "PUBACK with an unknown reason": "4003 1234 7f",
    "PUBACK with a property of CONNECT": "4009 1234 00 05 1100000001",
    "DISCONNECT with an unknown reason": "e001 7f",
    "DISCONNECT that brings the session to life": "e007 00 05 1100000001",
    "DISCONNECT with a server reference": "e006 00 04 1c000178",
}

EITHER_LEVEL: Final = sorted(_MQTT_3_1_1.keys() & _MQTT_5.keys())
"""What can be done wrong in both versions."""


def kinds(level: int) -> list[str]:
    """What can be done wrong."""
    return list(_packets(level))


def packet(what: str, level: int) -> bytes:
    """The bytes that do it."""
    return bytes.fromhex(_packets(level)[what])


def _packets(level: int) -> dict[str, str]:
    return _MQTT_5 if level == 5 else _MQTT_3_1_1
