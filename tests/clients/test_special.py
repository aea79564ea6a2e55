"""What only some libraries show: aliases, reasons in words, and why a connection ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from tests.clients.library import PATIENCE_S, Wish
from tests.clients.with_gmqtt import Gmqtt
from tests.clients.with_paho import Paho

Enter = Callable[[Wish], Awaitable[Paho]]


def with_paho(port: int, story: Callable[[Enter], Awaitable[None]]) -> None:
    async def run() -> None:
        async with AsyncExitStack() as stack, asyncio.timeout(PATIENCE_S):

            async def enter(wish: Wish) -> Paho:
                client = Paho()
                stack.push_async_callback(client.close)
                await client.connect(port, wish)
                return client

            await story(enter)

    asyncio.run(run())


def reason_string(properties: Properties) -> str:
    return vars(properties)["ReasonString"]


def test_paho_abbreviates_a_topic_by_its_alias(port: int) -> None:
    async def story(enter: Enter) -> None:
        client = await enter(Wish("c", MQTT_5))
        client.client.subscribe("lab/u1/#", 1)
        await client.answer("subscribed")
        for topic in ("lab/u1/a/long/topic", "", ""):
            await client.publish(Message(topic, b"1", 1, properties={"topic_alias": 1}))
        topics = [(await client.receive()).topic for _ in range(3)]
        assert topics == ["lab/u1/a/long/topic"] * 3

    with_paho(port, story)


def test_gmqtt_understands_the_brokers_aliases(port: int) -> None:
    async def story() -> None:
        client = Gmqtt()
        try:
            await client.connect(port, Wish("c", MQTT_5, properties={"topic_alias_maximum": 2}))
            client._client.subscribe("lab/u1/#", 1)
            await client._subscribed.get()
            sent = [f"lab/u1/{name}" for name in "abcabcaa"]
            for topic in sent:
                await client.publish(Message(topic, b"1", 1))
            received = [await client.receive() for _ in sent]
            assert [message.topic for message in received] == sent
            assert any("topic_alias" in message.properties for message in received), "the broker used aliases"
        finally:
            await client.close()

    asyncio.run(asyncio.wait_for(story(), PATIENCE_S))


def test_a_refused_filter_is_explained(port: int) -> None:
    async def story(enter: Enter) -> None:
        client = await enter(Wish("c", MQTT_5))
        client.client.subscribe("lab/u2/#", 1)
        code, properties = await client.answer("subscribed")
        assert code.value == 0x87
        assert "lab" in reason_string(properties)

    with_paho(port, story)


def test_a_refused_message_is_explained(port: int) -> None:
    async def story(enter: Enter) -> None:
        client = await enter(Wish("c", MQTT_5))
        client.client.publish("lab/u2/x", b"1", 1)
        code, properties = await client.answer("published")
        assert code.value == 0x87
        assert "lab" in reason_string(properties)

    with_paho(port, story)


def test_a_refused_message_of_qos_2_fails_too(port: int) -> None:
    """Paho passes over the refusal in PUBREC and asks to release a message that the broker never took."""

    async def story(enter: Enter) -> None:
        client = await enter(Wish("c", MQTT_5))
        client.client.publish("lab/u2/x", b"1", 2)
        code, _ = await client.answer("published")
        assert code.value == 0x92

    with_paho(port, story)


def test_in_mqtt_3_1_1_a_refused_message_looks_like_any_other(port: int) -> None:
    """The standard has no word for it; the lab shows it in the explorer."""

    async def story(enter: Enter) -> None:
        client = await enter(Wish("c", MQTT_3_1_1))
        client.client.publish("lab/u2/x", b"1", 1)
        code, _ = await client.answer("published")
        assert code.value == 0

    with_paho(port, story)


def test_a_client_is_told_that_another_has_taken_its_place(port: int) -> None:
    async def story(enter: Enter) -> None:
        first = await enter(Wish("c", MQTT_5))
        await enter(Wish("c", MQTT_5))
        assert (await first.answer("disconnected")).value == 0x8E

    with_paho(port, story)


def test_a_client_without_an_identifier_is_told_the_one_it_got(port: int) -> None:
    async def story(enter: Enter) -> None:
        first, second = await enter(Wish("", MQTT_5)), await enter(Wish("", MQTT_5))
        names = {client.connack["AssignedClientIdentifier"] for client in (first, second)}
        assert len(names) == 2

    with_paho(port, story)


def test_a_client_may_leave_and_have_its_will_published(port: int) -> None:
    async def story(enter: Enter) -> None:
        listener = await enter(Wish("listener", MQTT_5))
        listener.client.subscribe("lab/u1/#", 1)
        await listener.answer("subscribed")
        leaving = await enter(Wish("leaving", MQTT_5, will=Message("lab/u1/state", b"offline", 1)))
        leaving.client.disconnect(ReasonCode(PacketTypes.DISCONNECT, identifier=0x04))
        assert (await listener.receive()).payload == b"offline"

    with_paho(port, story)


def test_paho_may_end_its_session_as_it_leaves(port: int) -> None:
    async def story(enter: Enter) -> None:
        client = await enter(Wish("c", MQTT_5, lasting=True))
        no_longer = Properties(PacketTypes.DISCONNECT)
        no_longer.SessionExpiryInterval = 0
        client.client.disconnect(properties=no_longer)
        await client.answer("disconnected")
        again = await enter(Wish("c", MQTT_5, lasting=True, clean=False))
        assert not again.session_present

    with_paho(port, story)


def test_paho_is_told_whether_its_session_was_there(port: int) -> None:
    async def story(enter: Enter) -> None:
        for level in (MQTT_3_1_1, MQTT_5):
            name = f"c{level}"
            first = await enter(Wish(name, level, lasting=True))
            assert not first.session_present
            await first.disconnect()
            assert (await enter(Wish(name, level, lasting=True, clean=False))).session_present

    with_paho(port, story)


def test_the_broker_tells_paho_its_bounds(port: int) -> None:
    async def story(enter: Enter) -> None:
        told = (await enter(Wish("c", MQTT_5))).connack
        assert told["ReceiveMaximum"] > 0
        assert told["MaximumPacketSize"] >= 1 << 20
        assert told["TopicAliasMaximum"] > 0

    with_paho(port, story)
