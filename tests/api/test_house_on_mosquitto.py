"""The house at Debian's Mosquitto: the same labs, the same rights, through every restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from api.composition import greet
from api.services.labs import remove_lab, renew_token
from api.settings import Settings
from api.store.houses import LiveLab
from tests.api.town import PATIENCE_S, Listener, Town, town_of
from tests.mosquitto import Mosquitto, running_mosquitto

pytestmark = pytest.mark.mosquitto

ADMINISTRATOR = ("administrator", "s/e@c#r:t")
QUOTED = "administrator:s%2Fe%40c%23r:t"
SUBACK_REFUSED = 0x80


@pytest.fixture
def mosquitto() -> Iterator[Mosquitto]:
    with running_mosquitto([], dynamic_security=ADMINISTRATOR) as broker:
        yield broker


@pytest.fixture
def at_mosquitto(settings: Settings, mosquitto: Mosquitto) -> Settings:
    return at(settings, mosquitto, f"{QUOTED}@")


def at(settings: Settings, mosquitto: Mosquitto, user: str, scheme: str = "mqtt", **more: Any) -> Settings:
    """The settings of a lab whose broker is this Mosquitto."""
    url = f"{scheme}://{user}{mosquitto.host}:{mosquitto.port}"
    return settings.model_copy(update={"broker_url": url, "mqtt_port": mosquitto.port, **more})


def in_town(settings: Settings, story: Callable[[Town], Coroutine[Any, Any, None]]) -> None:
    async def tell() -> None:
        async with town_of(settings) as town:
            await story(town)

    asyncio.run(tell())


async def hear_state(town: Town, lab: LiveLab, token: str | None) -> Listener:
    student = await town.enter(lab.id, token)
    assert await student.subscribe(f"{lab.base}/#") == 0
    assert (await student.hear("bridge/state")).payload == b'{"state":"online"}'
    return student


def test_a_student_uses_the_own_lab_as_at_the_labs_own_broker(at_mosquitto: Settings) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        (await town.api()).nudge()
        student = await hear_state(town, opened.lab, opened.token)
        lamp = f"{opened.lab.base}/zigbee2mqtt/corridor_lamp"
        student.client.publish(f"{lamp}/set", b"ON")
        while b'"ON"' not in (await student.hear("/corridor_lamp")).payload:
            pass
        await student.hear("_lab/clock")

    in_town(at_mosquitto, story)


def test_nothing_of_others_is_reached(at_mosquitto: Settings) -> None:
    async def story(town: Town) -> None:
        mine, theirs = town.student("mina"), town.student("sara")
        (await town.api()).nudge()
        student = await hear_state(town, mine.lab, mine.token)
        other = await hear_state(town, theirs.lab, theirs.token)
        base = theirs.lab.base
        for topic in (
            f"{base}/#",
            f"$share/g/{base}/#",
            "lab/+/note",
            "#",
            "khaneh/#",
            "$SYS/#",
            "$CONTROL/#",
        ):
            assert await student.subscribe(topic) == SUBACK_REFUSED, topic
        assert await student.subscribe(f"$share/g/{mine.lab.base}/#") == 0
        for topic in (f"{base}/note", "khaneh/house/action", "$CONTROL/dynamic-security/v1"):
            student.client.publish(topic, b"from mina", qos=1)
        other.client.publish(f"{base}/note", b"from sara", qos=1)
        assert (await other.hear("/note")).payload == b"from sara"
        assert not await (await town.join(theirs.lab.id, mine.token)).connected()

    in_town(at_mosquitto, story)


def test_the_api_reaches_the_house_through_the_same_broker(at_mosquitto: Settings) -> None:
    async def story(town: Town) -> None:
        guest = await town.enter("demo", greet(at_mosquitto).demo_token)
        await guest.subscribe("lab/demo/zigbee2mqtt/kitchen_plug/availability")
        assert (await guest.hear("availability")).payload == b'{"state":"online"}'
        api = await town.api()
        api.act("demo", {"device": "kitchen_plug", "action": "unplug"})
        assert (await guest.hear("availability")).payload == b'{"state":"offline"}'
        async with asyncio.timeout(PATIENCE_S):
            while api.clock_of("demo") is None:
                await asyncio.sleep(0.01)

    in_town(at_mosquitto, story)


def test_an_open_connection_ends_with_its_token(at_mosquitto: Settings) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        api = await town.api()
        api.nudge()
        student = await hear_state(town, opened.lab, opened.token)
        with town.sessions.begin() as session:
            fresh = renew_token(session, town.secret, session.get_one(LiveLab, opened.lab.id))
        api.nudge()
        assert not await student.connected(), "Mosquitto closed the connection, and refuses the old token"
        await hear_state(town, opened.lab, fresh)

    in_town(at_mosquitto, story)


def test_of_a_removed_lab_nothing_is_left(at_mosquitto: Settings) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        api = await town.api()
        api.nudge()
        student = await hear_state(town, opened.lab, opened.token)
        sent = student.client.publish(f"{opened.lab.base}/mine/note", b"keep this", qos=1, retain=True)
        await asyncio.to_thread(sent.wait_for_publish, PATIENCE_S)
        with town.sessions.begin() as session:
            remove_lab(session, session.get_one(LiveLab, opened.lab.id))
        api.nudge()
        assert not await student.connected()
        await town.nothing_retained(opened.lab)

    in_town(at_mosquitto, story)


def test_a_lab_that_was_removed_while_the_house_was_down_is_cleared_away(at_mosquitto: Settings) -> None:
    async def story() -> None:
        async with town_of(at_mosquitto) as town:
            opened, kept = town.student("mina"), town.student("sara")
            (await town.api()).nudge()
            await hear_state(town, opened.lab, opened.token)
        async with town_of(at_mosquitto) as town:
            with town.sessions.begin() as session:
                remove_lab(session, session.get_one(LiveLab, opened.lab.id))
            await town.nothing_retained(opened.lab)
            assert not await (await town.join(opened.lab.id, opened.token)).connected()
            await hear_state(town, kept.lab, kept.token)

    asyncio.run(story())
