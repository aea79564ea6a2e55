"""How the API reaches the house process: over MQTT, as the lab's own internal user."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from api.errors import ApiError
from api.security import derived_secret
from devices.text import Text
from simulator.broker_address import BrokerAddress

INTERNAL_USER = "khaneh-internal"
HOUSE_BASE, LABS_BASE = "khaneh", "lab"
"""The topics of the lab's own processes, and those of the labs, lie below these."""
NUDGE, ACTION, WAKE = "house/nudge", "house/action", "house/wake"
NUDGE_TOPIC, ACTION_TOPIC, WAKE_TOPIC = (f"{HOUSE_BASE}/{each}" for each in (NUDGE, ACTION, WAKE))
AWAKE = "house/awake"
"""Retained: the labs whose houses are awake, and how many clients from outside are connected to each."""
_AWAKE_TOPIC = f"{HOUSE_BASE}/{AWAKE}"
_CLOCKS = f"{LABS_BASE}/+/_lab/clock"


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


def client_identifier(secret: bytes) -> str:
    """How the lab's own client identifiers begin.

    Nobody else can guess it, to throw us out at a broker that does not keep the identifiers of users apart;
    and it is the same after a restart, so that a broker notices that the connection of before is gone.
    """
    return f"khaneh-{derived_secret(secret, 'mqtt', 'client identifiers')[:16]}"


class HouseClock(NamedTuple):
    """What a live house said of its time when it was last heard."""

    simulated_at: str
    """Its own time of day, in ISO 8601."""
    reached_speed: float
    """Simulated seconds that really go by in a second."""


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

    def wake(self, lab: str) -> None:
        """Say that somebody wants something of a lab: its house is not to sleep."""

    def act(self, lab: str, asked: Mapping[str, Any]) -> None:
        """Let a hand do something in a lab. Raises HouseAway."""

    def clock_of(self, lab: str) -> HouseClock | None:
        """The clock of a live house as it was last heard."""

    def is_awake(self, lab: str) -> bool:
        """Whether the house of a lab was awake when that was last heard."""

    def outsiders_in(self, lab: str) -> int:
        """How many programs from outside were connected to a lab when that was last heard."""


class MqttHouseLink:
    """Reaches the house through the broker; connects in the background, again and again."""

    def __init__(self, broker: BrokerAddress, name: str) -> None:
        """`name` is the client identifier."""
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=name)
        self._client.username_pw_set(broker.username, broker.password)
        if broker.tls is not None:
            self._client.tls_set_context(broker.tls)
        self._client.reconnect_delay_set(min_delay=1, max_delay=5)
        self._client.on_connect = self._listen
        self._client.on_message = self._hear
        self._clocks: dict[str, HouseClock] = {}
        self._awake: dict[str, int] = {}
        self._client.connect_async(broker.host, broker.port)

    def open(self) -> None:
        """Start connecting."""
        self._client.loop_start()

    def close(self) -> None:
        """Take leave and stop."""
        self._client.disconnect()
        self._client.loop_stop()
        # On a busy machine paho's thread may end before it has closed its connection.
        if (left := self._client.socket()) is not None:
            left.close()
        # A client that nothing refers to closes the rest of its sockets; in a circle it would be too late.
        self._client.on_connect = self._client.on_message = None

    @property
    def connected(self) -> bool:
        """Whether the broker knows us at this moment."""
        return self._client.is_connected()

    def nudge(self) -> None:
        """Publish the nudge; if it is lost, the house finds out by itself a little later."""
        self._client.publish(NUDGE_TOPIC, b"", qos=0)

    def wake(self, lab: str) -> None:
        """Publish it; if it is lost, the house wakes when somebody connects."""
        self._client.publish(WAKE_TOPIC, lab.encode(), qos=0)

    def act(self, lab: str, asked: Mapping[str, Any]) -> None:
        """Publish what is asked for the house process to carry out. Raises HouseAway."""
        # What is refused now must not be carried out later, as a queued message would be.
        if not self.connected:
            raise HouseAway()
        self._client.publish(ACTION_TOPIC, json.dumps({"lab": lab, **asked}), qos=1)

    def clock_of(self, lab: str) -> HouseClock | None:
        """The clock of a live house as it was last heard."""
        return self._clocks.get(lab)

    def is_awake(self, lab: str) -> bool:
        """Whether the house of a lab was awake when that was last heard."""
        return lab in self._awake

    def outsiders_in(self, lab: str) -> int:
        """How many programs from outside were connected to a lab when that was last heard."""
        return self._awake.get(lab, 0)

    def _listen(self, client: Client, *_: Any) -> None:
        client.subscribe([(_CLOCKS, 0), (_AWAKE_TOPIC, 0)])

    def _hear(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        if message.topic == _AWAKE_TOPIC:
            self._awake = json.loads(message.payload)
            return
        lab = message.topic.split("/")[1]
        try:
            said = json.loads(message.payload)
            self._clocks[lab] = HouseClock(str(said["simulated_at"]), float(said["reached_speed"]))
        except (ValueError, KeyError, TypeError):
            # A student may publish anything under the own base, this topic included.
            self._clocks.pop(lab, None)
