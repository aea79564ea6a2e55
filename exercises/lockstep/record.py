"""What the broker saw of the program, as the trace keeps it under `mqtt.…`."""

from __future__ import annotations

from collections.abc import Mapping

from exercises.sandbox.output import safe_text
from simulator.broker.message import Message
from simulator.broker.observation import Introduction, Observation
from simulator.broker.properties import Properties
from simulator.trace import Value


class Record:
    """Puts observations into values of a trace, with topics relative to the student's base.

    A topic `outside` of the base, which the broker denies, stands as it is. Client ids stay out: they may
    differ from run to run. Kept is whether one is that of the last connection.
    """

    def __init__(self, base: str) -> None:
        self._prefix = base + "/"
        self._last_client: str | None = None

    def value(self, seen: Observation) -> dict[str, Value]:
        """What happened; its kind and its time are the event's."""
        value: dict[str, Value] = {}
        if seen.topic is not None:
            value["topic"] = self._relative(seen.topic)
            value["qos"] = seen.qos
            if not seen.topic.startswith(self._prefix):
                value["outside"] = True
        if seen.payload is not None:
            value["payload"] = seen.payload.decode(errors="replace")
            value["retain"] = seen.retain
        if seen.properties:
            value["properties"] = self._properties(seen.properties)
        if seen.detail:
            value["detail"] = seen.detail
        if seen.introduction is not None:
            value.update(self._introduction(seen.introduction))
            if self._last_client is not None:
                value["same_client"] = seen.client_id == self._last_client
            self._last_client = seen.client_id
        return value

    def _introduction(self, introduction: Introduction) -> Mapping[str, Value]:
        return {
            "level": introduction.level,
            "clean_start": introduction.clean_start,
            "keepalive_s": introduction.keepalive_s,
            "session_expiry_s": introduction.session_expiry_s,
            "will": None if introduction.will is None else self._will(introduction.will),
        }

    def _will(self, will: Message) -> Value:
        return {
            "topic": self._relative(will.topic),
            "payload": will.payload.decode(errors="replace"),
            "qos": will.qos,
            "retain": will.retain,
        }

    def _properties(self, properties: Properties) -> Mapping[str, Value]:
        """Those of MQTT 5 that an exercise may ask for; binary data in hexadecimal digits."""
        kept: dict[str, Value] = {}
        if "response_topic" in properties:
            kept["response_topic"] = self._relative(properties["response_topic"])
        if "correlation_data" in properties:
            kept["correlation_data"] = properties["correlation_data"].hex()
        if "content_type" in properties:
            kept["content_type"] = properties["content_type"]
        if "message_expiry_interval" in properties:
            kept["message_expiry_interval"] = properties["message_expiry_interval"]
        if "user_properties" in properties:
            kept["user_properties"] = dict(properties["user_properties"])
        return kept

    def _relative(self, topic: str) -> str:
        relative = topic.removeprefix(self._prefix)
        # A topic may hold control characters, and is repeated in sentences that a terminal shows.
        return relative if relative.isprintable() else safe_text(relative.encode())
