"""What programs ask of the bridge itself: `bridge/request/…`, answered on `bridge/response/…`.

Source: https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html#zigbee2mqtt-bridge-request. The
devices and groups of a house are those of its file: what would change them is answered with an error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.broker.message import Message
from simulator.conventions.zigbee2mqtt.topics import REQUEST, RESPONSE
from simulator.json_text import compact, parse

_FIXED = "devices and groups of this house are fixed by its file"
_LONGEST_JOIN_S = 254


class _Refused(ValueError):
    """What was asked for makes no sense; its words are answered."""


def answer(topic: str, payload: bytes) -> Message:
    """The response to a request, with its `transaction` if it had one."""
    subject = topic.removeprefix(REQUEST)
    asked = _asked(payload)
    try:
        response = {"data": _REQUESTS.get(subject, _refuse)(asked), "status": "ok"}
    except _Refused as refused:
        response = {"data": {}, "status": "error", "error": str(refused)}
    if isinstance(asked, dict) and "transaction" in asked:
        response["transaction"] = asked["transaction"]
    return Message(RESPONSE + subject, compact(response))


def _asked(payload: bytes) -> Any:
    try:
        return parse(payload)
    except ValueError:
        return payload.decode("utf-8", errors="replace").strip()


def _health_check(asked: Any) -> dict[str, Any]:
    return {"healthy": True}


def _permit_join(asked: Any) -> dict[str, Any]:
    """Joining is allowed for so many seconds; nobody ever asks to join."""
    seconds = asked.get("time") if isinstance(asked, dict) else asked
    if isinstance(seconds, str) and seconds.isdecimal() and len(seconds) < 10:
        seconds = int(seconds)
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 <= seconds <= _LONGEST_JOIN_S:
        raise _Refused(f"Invalid payload: time must be a number of seconds from 0 to {_LONGEST_JOIN_S}")
    return {"time": seconds}


def _refuse(asked: Any) -> dict[str, Any]:
    raise _Refused(_FIXED)


_REQUESTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "health_check": _health_check,
    "permit_join": _permit_join,
}
