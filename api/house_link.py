"""How the API reaches the house process: over MQTT, as the lab's own internal user."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from api.errors import ApiError
from api.security import derived_secret
from devices.text import Text

INTERNAL_USER = "khaneh-internal"
NUDGE_TOPIC = "khaneh/house/nudge"
ACTION_TOPIC = "khaneh/house/action"
_CLOCKS = "lab/+/_lab/clock"


class HouseAway(ApiError):
    """The house process cannot be reached."""

    code = "house_away"
    status = 503
    words = Text(
        en="The live house cannot be reached at this moment. Try again shortly.",
        fa="خانهٔ زنده اکنون در دسترس نیست. کمی بعد دوباره امتحان کنید.",
    )


def internal_token(secret: bytes) -> str:
    """The MQTT password by which the lab's own processes know each other."""
    return derived_secret(secret, "mqtt", INTERNAL_USER)


class HouseLink(Protocol):
    """What the API needs of the house."""

    def open(self) -> None:
        """Start to reach for the house, in the background."""

    def close(self) -> None:
        """Let go of it."""

    @property
    def connected(self) -> bool:
        """Whether the house can be reached at this moment."""

    def nudge(self) -> None:
        """Say that the wanted labs have changed; the house reads them again by itself, sooner or later."""

    def act(self, lab: str, asked: Mapping[str, str]) -> None:
        """Let a hand do something in a lab. Raises HouseAway."""

    def clock_of(self, lab: str) -> str | None:
        """The time of day in a live house as it was last heard, in ISO 8601."""


class MqttHouseLink:
    """Reaches the house through the broker; connects in the background, again and again."""

    def __init__(self, host: str, port: int, secret: bytes) -> None:
        self._client = Client(CallbackAPIVersion.VERSION2, client_id="api")
        self._client.username_pw_set(INTERNAL_USER, internal_token(secret))
        self._client.reconnect_delay_set(min_delay=1, max_delay=5)
        self._client.on_connect = self._listen
        self._client.on_message = self._hear
        self._clocks: dict[str, str] = {}
        self._client.connect_async(host, port)

    def open(self) -> None:
        """Start connecting."""
        self._client.loop_start()

    def close(self) -> None:
        """Take leave and stop."""
        self._client.disconnect()
        self._client.loop_stop()

    @property
    def connected(self) -> bool:
        """Whether the broker knows us at this moment."""
        return self._client.is_connected()

    def nudge(self) -> None:
        """Publish the nudge; if it is lost, the house finds out by itself a little later."""
        self._client.publish(NUDGE_TOPIC, b"", qos=0)

    def act(self, lab: str, asked: Mapping[str, str]) -> None:
        """Publish what is asked for the house process to carry out. Raises HouseAway."""
        # What is refused now must not be carried out later, as a queued message would be.
        if not self.connected:
            raise HouseAway()
        self._client.publish(ACTION_TOPIC, json.dumps({"lab": lab, **asked}), qos=1)

    def clock_of(self, lab: str) -> str | None:
        """The time of day in a live house as it was last heard, in ISO 8601."""
        return self._clocks.get(lab)

    def _listen(self, client: Client, *_: Any) -> None:
        client.subscribe(_CLOCKS)

    def _hear(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        lab = message.topic.split("/")[1]
        try:
            self._clocks[lab] = str(json.loads(message.payload)["simulated_at"])
        except (ValueError, KeyError, TypeError):
            # A student may publish anything under the own base, this topic included.
            self._clocks.pop(lab, None)
