"""The house process, by real MQTT clients over loopback: whose credentials reach what."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from api.clock import utc_now
from api.composition import greet
from api.recordings import Recordings
from api.services.labs import OpenedLab, remove_lab, renew_token, reset_lab
from api.settings import Settings
from api.store.houses import LiveLab
from tests.api.town import PATIENCE_S, Town, town_of

SUBACK_REFUSED = 0x80


def in_town(settings: Settings, story: Callable[[Town], Coroutine[Any, Any, None]]) -> None:
    async def tell() -> None:
        async with town_of(settings) as town:
            await story(town)

    asyncio.run(tell())


def test_demo_lab_lives_from_the_first_start_under_the_printed_credentials(settings: Settings) -> None:
    async def story(town: Town) -> None:
        guest = await town.join("demo", greet(settings).demo_token)
        assert await guest.connected()
        assert await guest.subscribe("lab/demo/#") == 0
        assert (await guest.hear("bridge/state")).payload == b'{"state":"online"}'

    in_town(settings, story)


def test_student_hears_the_own_lab_after_a_nudge(settings: Settings) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        student = await town.join(opened.lab.id, opened.token)
        assert await student.connected()
        assert await student.subscribe(f"{opened.lab.base}/#") == 0
        (await town.api()).nudge()
        clock = await student.hear("_lab/clock")
        assert clock.topic == f"{opened.lab.base}/_lab/clock"

    in_town(settings, story)


def test_student_is_refused_the_labs_of_others(settings: Settings) -> None:
    async def story(town: Town) -> None:
        mine, theirs = town.student("mina"), town.student("sara")
        other = await town.join(theirs.lab.id, theirs.token)
        assert await other.connected()
        assert await other.subscribe(f"{theirs.lab.base}/note") == 0
        student = await town.join(mine.lab.id, mine.token)
        assert await student.connected()
        for topic in (f"{theirs.lab.base}/#", "lab/demo/#", "lab/+/note", "#", "khaneh/#"):
            assert await student.subscribe(topic) == SUBACK_REFUSED, topic
        sent = student.client.publish(f"{theirs.lab.base}/note", b"from mina", qos=1)
        await asyncio.to_thread(sent.wait_for_publish, PATIENCE_S)
        other.client.publish(f"{theirs.lab.base}/note", b"from sara", qos=1)
        assert (await other.hear("/note")).payload == b"from sara"

    in_town(settings, story)


def test_credentials_of_another_lab_are_refused_and_new_ones_are_good_at_once(settings: Settings) -> None:
    async def story(town: Town) -> None:
        mine, theirs = town.student("mina"), town.student("sara")
        assert not await (await town.join(theirs.lab.id, mine.token)).connected()
        assert not await (await town.join(mine.lab.id, "guess")).connected()
        assert not await (await town.join("khaneh-internal", mine.token)).connected()
        with town.sessions.begin() as session:
            fresh = renew_token(session, town.secret, session.get_one(LiveLab, mine.lab.id))
        assert await (await town.join(mine.lab.id, fresh)).connected()

    in_town(settings, story)


@pytest.mark.parametrize("change", ["renew", "remove"])
def test_an_open_connection_ends_with_its_token(settings: Settings, change: str) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        student = await town.join(opened.lab.id, opened.token)
        assert await student.connected()
        await student.subscribe(f"{opened.lab.base}/#")
        api = await town.api()
        api.nudge()
        await student.hear("_lab/clock")
        with town.sessions.begin() as session:
            lab = session.get_one(LiveLab, opened.lab.id)
            renew_token(session, town.secret, lab) if change == "renew" else remove_lab(session, lab)
        api.nudge()
        assert not await student.connected(), "the broker closed the connection, and refuses the old token"

    in_town(settings, story)


@pytest.mark.parametrize("change", ["speed", "pause"])
def test_house_follows_the_pace_that_is_wanted(settings: Settings, change: str) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        with town.sessions.begin() as session:
            lab = session.get_one(LiveLab, opened.lab.id)
            lab.speed = 60.0 if change == "speed" else 1.0
            lab.paused = change == "pause"
        student = await town.join(opened.lab.id, opened.token)
        assert await student.connected()
        await student.subscribe(f"{opened.lab.base}/_lab/clock")
        wanted = b'"speed":60' if change == "speed" else b'"paused":true'
        (await town.api()).nudge()
        while wanted not in (await student.hear("_lab/clock")).payload:
            pass

    in_town(settings, story)


def test_a_hand_reaches_the_house(settings: Settings) -> None:
    async def story(town: Town) -> None:
        guest = await town.join("demo", greet(settings).demo_token)
        assert await guest.connected()
        await guest.subscribe("lab/demo/zigbee2mqtt/kitchen_plug/availability")
        assert (await guest.hear("availability")).payload == b'{"state":"online"}'
        (await town.api()).act("demo", {"device": "kitchen_plug", "action": "unplug"})
        assert (await guest.hear("availability")).payload == b'{"state":"offline"}'
        recorded = list(Recordings(settings.data).lines("demo"))
        assert json.loads(recorded[-1]).items() >= {"device": "kitchen_plug", "action": "unplug"}.items()

    in_town(settings, story)


def test_a_student_is_told_what_the_broker_refused(settings: Settings) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        (await town.api()).nudge()
        student = await town.join(opened.lab.id, opened.token)
        assert await student.connected()
        assert await student.subscribe(f"{opened.lab.base}/_lab/#") == 0
        # The clock is the first sign that the house knows this lab.
        await student.hear("_lab/clock")
        student.client.publish("lab/demo/note", b"hello")
        told = json.loads((await student.hear("_lab/mqtt/denied")).payload)
        assert (told["kind"], told["topic"], told["detail"]) == ("denied", "lab/demo/note", "publish")
        assert "lab/demo/note" in told["says"]["en"]
        assert "lab/demo/note" in told["says"]["fa"]

    in_town(settings, story)


def test_of_a_removed_lab_nothing_is_retained(settings: Settings) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        api = await town.api()
        api.nudge()
        student = await town.enter(opened.lab.id, opened.token)
        await student.subscribe(f"{opened.lab.base}/#")
        await student.hear("_lab/clock")
        student.client.publish(f"{opened.lab.base}/note", b"keep this", retain=True)
        await student.hear("/note")
        with town.sessions.begin() as session:
            remove_lab(session, session.get_one(LiveLab, opened.lab.id))
        api.nudge()
        await town.nothing_retained(opened.lab)

    in_town(settings, story)


def test_a_house_that_nobody_is_in_sleeps_and_is_as_it_was_when_somebody_connects(settings: Settings) -> None:
    long_ago = utc_now() - timedelta(days=1)
    moments: list[dict[str, Any]] = []

    async def use(town: Town) -> None:
        opened = town.student("mina")
        (await town.api()).nudge()
        moments.append(await _clock_after(town, opened, 0))
        with town.sessions.begin() as session:
            lab = session.get_one(LiveLab, opened.lab.id)
            lab.created_at = lab.used_at = long_ago

    async def come_back(town: Town) -> None:
        with town.sessions.begin() as session:
            lab = session.get_one(LiveLab, moments[0]["lab"])
            token = renew_token(session, town.secret, lab)
        api = await town.api()
        async with asyncio.timeout(PATIENCE_S):
            # At first the broker still tells what the house said in its life before.
            while api.is_awake(lab.id):
                await asyncio.sleep(0.01)
        moments.append(await _clock_after(town, OpenedLab(lab, token), moments[0]["simulated_ms"]))

    in_town(settings, use)
    in_town(settings, come_back)


def test_a_hand_in_a_sleeping_house_wakes_it(settings: Settings) -> None:
    async def story(town: Town) -> None:
        with town.sessions.begin() as session:
            session.get_one(LiveLab, "demo").created_at = utc_now() - timedelta(days=1)
        api = await town.api()
        api.nudge()
        async with asyncio.timeout(PATIENCE_S):
            while api.is_awake("demo"):
                await asyncio.sleep(0.01)
        api.act("demo", {"device": "kitchen_plug", "action": "unplug"})
        guest = await town.join("demo", greet(settings).demo_token)
        assert await guest.connected()
        await guest.subscribe("lab/demo/zigbee2mqtt/kitchen_plug/availability")
        while (await guest.hear("availability")).payload != b'{"state":"offline"}':
            pass

    in_town(settings, story)


def test_a_house_that_is_reset_begins_its_scenario_anew(settings: Settings) -> None:
    async def story(town: Town) -> None:
        opened = town.student("mina")
        with town.sessions.begin() as session:
            session.get_one(LiveLab, opened.lab.id).speed = 1000
        api = await town.api()
        api.nudge()
        before = await _clock_after(town, opened, 600_000)
        with town.sessions.begin() as session:
            lab = session.get_one(LiveLab, opened.lab.id)
            lab.speed = 1
            reset_lab(lab, utc_now())
        student = await town.enter(opened.lab.id, opened.token)
        await student.subscribe(f"{opened.lab.base}/_lab/clock")
        api.nudge()
        while (
            json.loads((await student.hear("_lab/clock")).payload)["simulated_ms"] >= before["simulated_ms"]
        ):
            pass

    in_town(settings, story)


async def _clock_after(town: Town, opened: OpenedLab, simulated_ms: int) -> dict[str, Any]:
    """What the house of a lab says when its clock goes, from a time on."""
    student = await town.enter(opened.lab.id, opened.token)
    await student.subscribe(f"{opened.lab.base}/_lab/clock")
    while True:
        clock = json.loads((await student.hear("_lab/clock")).payload)
        if not clock["asleep"] and clock["simulated_ms"] > simulated_ms:
            return {**clock, "lab": opened.lab.id}
