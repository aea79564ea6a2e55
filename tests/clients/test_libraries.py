"""The libraries that courses use find in the lab's broker what their documentation promises."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from tests.clients.library import Library, Refused, Telephone, Wire, Wish
from tests.clients.with_aiomqtt import Aiomqtt
from tests.clients.with_gmqtt import Gmqtt
from tests.clients.with_paho import Paho

LIBRARIES: list[Callable[[], Library]] = [Paho, Aiomqtt, Gmqtt]
EACH_LIBRARY = pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.__name__.lower())
EACH_LEVEL = pytest.mark.parametrize("level", [MQTT_3_1_1, MQTT_5])


class Exchange:
    """Gives out connected clients of one library and level."""

    def __init__(self, port: int, library: Callable[[], Library], level: int, stack: AsyncExitStack) -> None:
        self._port = port
        self._library = library
        self._level = level
        self._stack = stack

    async def connect(self, client_id: str, **wish: Any) -> Telephone:
        client = Telephone(self._library(), Wire(self._port))
        self._stack.push_async_callback(client.close)
        await client.connect(Wish(client_id, self._level, **wish))
        return client


def tell(
    story: Callable[[Exchange], Awaitable[None]], port: int, library: Callable[[], Library], level: int
) -> None:
    async def run() -> None:
        async with AsyncExitStack() as stack:
            await story(Exchange(port, library, level, stack))

    asyncio.run(run())


@EACH_LIBRARY
@EACH_LEVEL
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_messages_come_in_order_at_every_quality(port, library, level, qos: int) -> None:
    async def story(exchange: Exchange) -> None:
        listener, speaker = await exchange.connect("listener"), await exchange.connect("speaker")
        assert await listener.subscribe("lab/u1/#", qos) == qos
        for number in range(20):
            await speaker.publish("lab/u1/x", str(number).encode(), qos)
        for number in range(20):
            assert await listener.hear() == ("lab/u1/x", str(number).encode(), qos, False)

    tell(story, port, library, level)


@EACH_LIBRARY
@EACH_LEVEL
def test_a_retained_message_waits_for_those_who_come_later(port, library, level) -> None:
    async def story(exchange: Exchange) -> None:
        speaker = await exchange.connect("speaker")
        await speaker.publish("lab/u1/state", "روشن".encode(), 1, retain=True)
        listener = await exchange.connect("listener")
        await listener.subscribe("lab/u1/+", 1)
        assert await listener.hear() == ("lab/u1/state", "روشن".encode(), 1, True)
        await speaker.publish("lab/u1/state", b"", 1, retain=True)
        assert await listener.hear() == ("lab/u1/state", b"", 1, False)

    tell(story, port, library, level)


@EACH_LIBRARY
@EACH_LEVEL
def test_a_will_is_published_when_the_connection_is_lost(port, library, level) -> None:
    async def story(exchange: Exchange) -> None:
        listener = await exchange.connect("listener")
        await listener.subscribe("lab/u1/#", 1)
        device = await exchange.connect("device", will=Message("lab/u1/state", b"offline", 1, retain=True))
        device.vanish()
        assert await listener.hear() == ("lab/u1/state", b"offline", 1, False)
        late = await exchange.connect("late")
        await late.subscribe("lab/u1/#", 1)
        assert await late.hear() == ("lab/u1/state", b"offline", 1, True)

    tell(story, port, library, level)


@EACH_LIBRARY
@EACH_LEVEL
def test_no_will_is_published_when_a_client_takes_its_leave(port, library, level) -> None:
    async def story(exchange: Exchange) -> None:
        listener = await exchange.connect("listener")
        await listener.subscribe("lab/u1/#", 1)
        device = await exchange.connect("device", will=Message("lab/u1/state", b"offline"))
        await device.publish("lab/u1/x", b"before", 1)
        await device.disconnect()
        after = await exchange.connect("device")
        await after.publish("lab/u1/x", b"after", 1)
        assert [(await listener.hear())[1] for _ in range(2)] == [b"before", b"after"]

    tell(story, port, library, level)


@EACH_LIBRARY
@EACH_LEVEL
@pytest.mark.parametrize("qos", [1, 2])
def test_a_session_goes_on_when_its_client_comes_back(port, library, level, qos: int) -> None:
    async def story(exchange: Exchange) -> None:
        speaker = await exchange.connect("speaker")
        sleeper = await exchange.connect("sleeper", lasting=True)
        await sleeper.subscribe("lab/u1/#", qos)
        await sleeper.disconnect()
        for number in range(5):
            await speaker.publish("lab/u1/x", str(number).encode(), qos)
        awake = await exchange.connect("sleeper", lasting=True, clean=False)
        for number in range(5):
            assert await awake.hear() == ("lab/u1/x", str(number).encode(), qos, False)

    tell(story, port, library, level)


@EACH_LIBRARY
@EACH_LEVEL
def test_after_unsubscribing_nothing_comes(port, library, level) -> None:
    async def story(exchange: Exchange) -> None:
        client = await exchange.connect("c")
        await client.subscribe("lab/u1/a", 1)
        await client.subscribe("lab/u1/b", 1)
        await client.unsubscribe("lab/u1/a")
        await client.publish("lab/u1/a", b"1", 1)
        await client.publish("lab/u1/b", b"2", 1)
        assert (await client.hear())[1] == b"2"

    tell(story, port, library, level)


@EACH_LIBRARY
@EACH_LEVEL
def test_a_wrong_token_is_refused(port, library, level) -> None:
    async def story(exchange: Exchange) -> None:
        with pytest.raises(Refused) as refused:
            await exchange.connect("c", token="guess")
        # Paho translates the codes of MQTT 3.1.1 to those of MQTT 5.
        assert refused.value.code in ({0x86} if level == MQTT_5 else {4, 0x86})

    tell(story, port, library, level)


@EACH_LIBRARY
@EACH_LEVEL
def test_a_foreign_filter_is_refused(port, library, level) -> None:
    async def story(exchange: Exchange) -> None:
        client = await exchange.connect("c")
        assert await client.subscribe("lab/u2/#") == (0x87 if level == MQTT_5 else 0x80)
        assert await client.subscribe("lab/u1/#", 1) == 1

    tell(story, port, library, level)


@EACH_LIBRARY
def test_properties_reach_the_subscriber_as_they_were_sent(port, library) -> None:
    async def story(exchange: Exchange) -> None:
        listener, speaker = await exchange.connect("listener"), await exchange.connect("speaker")
        await listener.subscribe("lab/u1/#", 1)
        sent = {
            "payload_format_indicator": 1,
            "content_type": "application/json",
            "response_topic": "lab/u1/answers",
            "correlation_data": b"\x00\x01",
            "user_properties": (("unit", "°C"), ("room", "آشپزخانه"), ("unit", "K")),
        }
        await speaker.publish("lab/u1/x", b"{}", 1, **sent)
        assert (await listener.receive()).properties == sent

    tell(story, port, library, MQTT_5)


@EACH_LIBRARY
def test_the_time_that_is_left_travels_with_a_message_that_expires(port, library) -> None:
    async def story(exchange: Exchange) -> None:
        listener, speaker = await exchange.connect("listener"), await exchange.connect("speaker")
        await listener.subscribe("lab/u1/#", 1)
        await speaker.publish("lab/u1/x", b"1", 1, message_expiry_interval=600)
        left = (await listener.receive()).properties["message_expiry_interval"]
        assert 600 - 60 <= left <= 600

    tell(story, port, library, MQTT_5)


@EACH_LIBRARY
def test_a_message_that_has_expired_is_not_delivered(port, library) -> None:
    """A delayed will tells that the time is over."""

    async def story(exchange: Exchange) -> None:
        speaker = await exchange.connect("speaker")
        await speaker.subscribe("lab/u1/alarm", 1)
        sleeper = await exchange.connect("sleeper", lasting=True)
        await sleeper.subscribe("lab/u1/x", 1)
        await sleeper.disconnect()
        await speaker.publish("lab/u1/x", b"stale", 1, message_expiry_interval=1)
        await speaker.publish("lab/u1/x", b"fresh", 1)
        alarm = Message("lab/u1/alarm", b"over", 1, properties={"will_delay_interval": 2})
        clock = await exchange.connect("clock", lasting=True, will=alarm)
        clock.vanish()
        assert (await speaker.hear())[1] == b"over"
        awake = await exchange.connect("sleeper", lasting=True, clean=False)
        assert (await awake.hear())[1] == b"fresh"

    tell(story, port, library, MQTT_5)


@EACH_LIBRARY
def test_a_request_gets_its_response(port, library) -> None:
    async def story(exchange: Exchange) -> None:
        asking, answering = await exchange.connect("asking"), await exchange.connect("answering")
        await asking.subscribe("lab/u1/answers/asking", 1)
        await answering.subscribe("lab/u1/questions", 1)
        await asking.publish(
            "lab/u1/questions", b"6*7", 1, response_topic="lab/u1/answers/asking", correlation_data=b"n1"
        )
        question = (await answering.receive()).properties
        await answering.publish(
            question["response_topic"], b"42", 1, correlation_data=question["correlation_data"]
        )
        answer = await asking.receive()
        assert (answer.payload, answer.properties) == (b"42", {"correlation_data": b"n1"})

    tell(story, port, library, MQTT_5)


@EACH_LIBRARY
def test_a_shared_subscription_gives_each_message_to_one_member(port, library) -> None:
    async def story(exchange: Exchange) -> None:
        speaker = await exchange.connect("speaker")
        members = [await exchange.connect(name) for name in ("first", "second")]
        for member in members:
            assert await member.subscribe("$share/workers/lab/u1/jobs", 1) == 1
            assert await member.subscribe("lab/u1/end", 1) == 1
        for number in range(10):
            await speaker.publish("lab/u1/jobs", str(number).encode(), 1)
        await speaker.publish("lab/u1/end", b"end", 1)
        done = [await heard_until_end(member) for member in members]
        assert sorted(done[0] + done[1]) == list(range(10))
        assert all(done), "the work is shared"

    tell(story, port, library, MQTT_5)


async def heard_until_end(member: Telephone) -> list[int]:
    heard = []
    while (payload := (await member.hear())[1]) != b"end":
        heard.append(int(payload))
    return heard


@EACH_LIBRARY
def test_subscription_options_are_kept(port, library) -> None:
    async def story(exchange: Exchange) -> None:
        speaker, other = await exchange.connect("speaker"), await exchange.connect("other")
        await speaker.publish("lab/u1/kept", b"old", 1, retain=True)
        await other.subscribe("lab/u1/#", 1, retain_as_published=True, retain_handling=2)
        await speaker.subscribe("lab/u1/#", 1, no_local=True, retain_handling=2)
        await speaker.publish("lab/u1/kept", b"new", 1, retain=True)
        assert await other.hear() == ("lab/u1/kept", b"new", 1, True), "no old one, and flagged as published"
        await other.publish("lab/u1/x", b"from the other", 1)
        assert (await speaker.hear())[1] == b"from the other", "its own one did not come back"

    tell(story, port, library, MQTT_5)


@EACH_LIBRARY
def test_a_subscription_identifier_comes_with_its_messages(port, library) -> None:
    async def story(exchange: Exchange) -> None:
        client = await exchange.connect("c")
        await client.subscribe("lab/u1/#", 1, properties={"subscription_identifiers": (7,)})
        await client.publish("lab/u1/x", b"1", 1)
        assert (await client.receive()).properties == {"subscription_identifiers": (7,)}

    tell(story, port, library, MQTT_5)
