"""gmqtt, which has an implementation of its own on asyncio."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

import gmqtt
from gmqtt.mqtt.constants import MQTTv50, MQTTv311
from gmqtt.mqtt.handler import MQTTConnectError
from gmqtt.storage import PersistentStorage

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, SubscriptionOptions
from tests.clients.library import Received, Refused, Wish

_NAMES = {
    "payload_format_indicator": "payload_format_id",
    "message_expiry_interval": "message_expiry_interval",
    "content_type": "content_type",
    "response_topic": "response_topic",
    "correlation_data": "correlation_data",
    "subscription_identifiers": "subscription_identifier",
    "session_expiry_interval": "session_expiry_interval",
    "will_delay_interval": "will_delay_interval",
    "topic_alias": "topic_alias",
    "topic_alias_maximum": "topic_alias_maximum",
    "user_properties": "user_property",
}


class Gmqtt:
    def __init__(self) -> None:
        self._subscribed: asyncio.Queue[int] = asyncio.Queue()
        self._unsubscribed: asyncio.Queue[None] = asyncio.Queue()
        self._messages: asyncio.Queue[Received] = asyncio.Queue()
        self._sent = PersistentStorage()

    async def connect(self, port: int, wish: Wish) -> None:
        self._is_5 = wish.level == MQTT_5
        client = self._client = gmqtt.Client(
            wish.client_id,
            clean_session=wish.clean if self._is_5 else wish.clean_session,
            will_message=_message(wish.will) if wish.will is not None else None,
            persistent_storage=self._sent,
            **_to_gmqtt(wish.connect_properties),
        )
        client.set_config({"reconnect_retries": 0, "reconnect_delay": 0})
        client.set_auth_credentials("u1", wish.token)
        client.on_subscribe = lambda _c, _mid, codes, _p: self._subscribed.put_nowait(codes[0])
        client.on_unsubscribe = lambda _c, _mid, _codes: self._unsubscribed.put_nowait(None)
        client.on_message = self._on_message
        try:
            await client.connect("127.0.0.1", port, version=MQTTv50 if self._is_5 else MQTTv311)
        except MQTTConnectError as error:
            raise Refused(error._code) from error

    async def subscribe(
        self, topic_filter: str, options: SubscriptionOptions, properties: Mapping[str, Any]
    ) -> int:
        self._client.subscribe(
            topic_filter,
            options.qos,
            options.no_local,
            options.retain_as_published,
            options.retain_handling,
            **_to_gmqtt(properties),
        )
        return await self._subscribed.get()

    async def unsubscribe(self, topic_filter: str) -> None:
        self._client.unsubscribe(topic_filter)
        await self._unsubscribed.get()

    async def publish(self, message: Message) -> None:
        self._client.publish(_message(message))
        await self._sent.wait_empty()

    async def receive(self) -> Received:
        return await self._messages.get()

    async def disconnect(self) -> None:
        await self._client.disconnect()

    async def close(self) -> None:
        with contextlib.suppress(OSError):
            await self._client.disconnect()

    async def _on_message(
        self, _client: gmqtt.Client, topic: str, payload: bytes, qos: int, properties: dict[str, Any]
    ) -> int:
        retain = bool(properties.pop("retain"))
        self._messages.put_nowait(Received(topic, payload, qos, retain, _from_gmqtt(properties)))
        return 0


def _message(message: Message) -> gmqtt.Message:
    properties = _to_gmqtt(message.properties)
    return gmqtt.Message(message.topic, message.payload, message.qos, message.retain, **properties)


def _to_gmqtt(properties: Mapping[str, Any]) -> dict[str, Any]:
    written = {_NAMES[name]: value for name, value in properties.items()}
    if "subscription_identifier" in written:
        (written["subscription_identifier"],) = written["subscription_identifier"]
    return written


def _from_gmqtt(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Each property comes as the list of its values."""
    read = {name: properties[theirs] for name, theirs in _NAMES.items() if theirs in properties}
    return {
        name: tuple(values) if name in ("user_properties", "subscription_identifiers") else values[0]
        for name, values in read.items()
    }
