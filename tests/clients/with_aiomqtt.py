"""aiomqtt, which speaks through paho inside an event loop."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.subscribeoptions import SubscribeOptions

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, SubscriptionOptions
from tests.clients.library import Received, Refused, Wish
from tests.clients.paho_properties import from_paho, to_paho


class Aiomqtt:
    def __init__(self) -> None:
        self._stack = contextlib.AsyncExitStack()

    async def connect(self, port: int, wish: Wish) -> None:
        self._is_5 = wish.level == MQTT_5
        session: dict[str, Any] = {"clean_session": wish.clean_session}
        if self._is_5:
            properties = to_paho(PacketTypes.CONNECT, wish.connect_properties)
            session = {"clean_start": wish.clean, "properties": properties}
        self._client = aiomqtt.Client(
            "127.0.0.1",
            port,
            username="u1",
            password=wish.token,
            identifier=wish.client_id,
            protocol=aiomqtt.ProtocolVersion.V5 if self._is_5 else aiomqtt.ProtocolVersion.V311,
            will=_will(wish.will) if wish.will is not None else None,
            **session,
        )
        try:
            await self._stack.enter_async_context(self._client)
        except aiomqtt.exceptions.MqttConnectError as error:
            raise Refused(getattr(error.rc, "value", error.rc)) from error

    async def subscribe(
        self, topic_filter: str, options: SubscriptionOptions, properties: Mapping[str, Any]
    ) -> int:
        if self._is_5:
            wanted = SubscribeOptions(
                options.qos, options.no_local, options.retain_as_published, options.retain_handling
            )
            codes = await self._client.subscribe(
                topic_filter, options=wanted, properties=to_paho(PacketTypes.SUBSCRIBE, properties)
            )
        else:
            codes = await self._client.subscribe(topic_filter, options.qos)
        return getattr(codes[0], "value", codes[0])

    async def unsubscribe(self, topic_filter: str) -> None:
        await self._client.unsubscribe(topic_filter)

    async def publish(self, message: Message) -> None:
        properties = to_paho(PacketTypes.PUBLISH, message.properties)
        await self._client.publish(message.topic, message.payload, message.qos, message.retain, properties)

    async def receive(self) -> Received:
        message = await anext(self._client.messages)
        assert isinstance(message.payload, bytes)
        properties = from_paho(message.properties)
        return Received(str(message.topic), message.payload, message.qos, message.retain, properties)

    async def disconnect(self) -> None:
        await self._stack.aclose()

    async def close(self) -> None:
        with contextlib.suppress(aiomqtt.MqttError):
            await self._stack.aclose()


def _will(message: Message) -> aiomqtt.Will:
    properties = to_paho(PacketTypes.WILLMESSAGE, message.properties)
    return aiomqtt.Will(message.topic, message.payload, message.qos, message.retain, properties)
