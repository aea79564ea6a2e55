"""paho-mqtt 2, with its own thread."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.subscribeoptions import SubscribeOptions

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, SubscriptionOptions
from tests.clients.library import Received, Refused, Wish
from tests.clients.paho_properties import from_paho, to_paho


class Paho:
    """Its callbacks are put into queues of the test's event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._answers: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self._messages: asyncio.Queue[Received] = asyncio.Queue()

    async def connect(self, port: int, wish: Wish) -> None:
        is_5 = wish.level == MQTT_5
        clean: dict[str, bool] = {} if is_5 else {"clean_session": wish.clean_session}
        client = self.client = mqtt.Client(
            mqtt.CallbackAPIVersion.VERSION2,
            wish.client_id,
            protocol=mqtt.MQTTv5 if is_5 else mqtt.MQTTv311,
            reconnect_on_failure=False,
            **clean,
        )
        client.username_pw_set("u1", wish.token)
        if wish.will is not None:
            topic, payload, qos, retain = wish.will.topic, wish.will.payload, wish.will.qos, wish.will.retain
            properties = to_paho(PacketTypes.WILLMESSAGE, wish.will.properties)
            client.will_set(topic, payload, qos, retain, properties)
        client.on_connect = lambda _c, _u, flags, code, properties: self._answer(
            "connected", (flags.session_present, code, properties)
        )
        client.on_subscribe = lambda _c, _u, _mid, codes, properties: self._answer(
            "subscribed", (codes[0], properties)
        )
        client.on_unsubscribe = lambda *_: self._answer("unsubscribed", None)
        client.on_publish = lambda _c, _u, _mid, code, properties: self._answer(
            "published", (code, properties)
        )
        client.on_disconnect = lambda _c, _u, _flags, code, _p: self._answer("disconnected", code)
        client.on_message = lambda _c, _u, message: self._call(self._messages.put_nowait, _received(message))
        start: dict[str, Any] = {}
        if is_5:
            start["clean_start"] = wish.clean
            start["properties"] = to_paho(PacketTypes.CONNECT, wish.connect_properties)
        client.connect("127.0.0.1", port, **start)
        client.loop_start()
        self.session_present, code, properties = await self.answer("connected")
        self.connack = vars(properties) if properties is not None else {}
        if code.is_failure:
            raise Refused(code.value)

    async def subscribe(
        self, topic_filter: str, options: SubscriptionOptions, properties: Mapping[str, Any]
    ) -> int:
        if self.client.protocol == mqtt.MQTTv5:
            wanted = SubscribeOptions(
                options.qos, options.no_local, options.retain_as_published, options.retain_handling
            )
            self.client.subscribe(
                topic_filter, options=wanted, properties=to_paho(PacketTypes.SUBSCRIBE, properties)
            )
        else:
            self.client.subscribe(topic_filter, options.qos)
        code, _ = await self.answer("subscribed")
        return code.value

    async def unsubscribe(self, topic_filter: str) -> None:
        self.client.unsubscribe(topic_filter)
        await self.answer("unsubscribed")

    async def publish(self, message: Message) -> None:
        properties = to_paho(PacketTypes.PUBLISH, message.properties)
        self.client.publish(message.topic, message.payload, message.qos, message.retain, properties)
        await self.answer("published")

    async def receive(self) -> Received:
        return await self._messages.get()

    async def answer(self, kind: str) -> Any:
        """What came with the next callback of that kind; others before it are passed over."""
        while True:
            came, value = await self._answers.get()
            if came == kind:
                return value

    async def disconnect(self) -> None:
        self.client.disconnect()
        await self.answer("disconnected")

    async def close(self) -> None:
        if hasattr(self, "client"):
            self.client.disconnect()
            await asyncio.to_thread(self.client.loop_stop)

    def _answer(self, kind: str, value: Any) -> None:
        self._call(self._answers.put_nowait, (kind, value))

    def _call(self, function: Any, value: Any) -> None:
        self._loop.call_soon_threadsafe(function, value)


def _received(message: mqtt.MQTTMessage) -> Received:
    properties = from_paho(message.properties)
    return Received(message.topic, message.payload, message.qos, message.retain, properties)
