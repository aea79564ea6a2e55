"""Programs in live houses, by the real house process: what they print, and how they end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from api.clock import utc_now
from api.live_runs import LiveRuns
from api.local_grading import MODULES_FOLDER
from api.run_logs import RunLogs
from api.services.labs import DEMO, OpenedLab, remove_lab
from api.services.runs import start_run, stop_run, wanted_runs
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from api.store.houses import LiveLab
from api.store.runs import WantedRun
from tests.api.town import PATIENCE_S, Town, town_of

LIGHTS_THE_LAMP = """
import os, time
import paho.mqtt.client as mqtt

base = os.environ["LAB_BASE"]
lamp = f"{base}/zigbee2mqtt/corridor_lamp"
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = lambda c, *_: (c.subscribe(lamp), c.publish(lamp + "/set", "ON"))
client.on_message = lambda c, _, message: print(message.payload.decode(), flush=True)
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_forever()
"""
COUNTS_MINUTES = """
import time
for minute in range(3):
    print(time.strftime("%H:%M:%S"), minute)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled once for all tests."""
    return tmp_path_factory.mktemp("modules")


@pytest.fixture(autouse=True)
def _modules_are_there(settings: Settings, modules: Path) -> None:
    (settings.data / MODULES_FOLDER).symlink_to(modules)


class Runs:
    """A student's lab, and the programs in it."""

    def __init__(self, town: Town, opened: OpenedLab) -> None:
        self.town = town
        self.lab = opened.lab.id
        self.token = opened.token
        self._logs = RunLogs(town.settings.data)

    async def start(self, text: str, *, replace: bool = False) -> str:
        run = start_run(
            self.town.sessions,
            lab=self.lab,
            files={"main.py": text.encode()},
            key=None,
            replace=replace,
            most=8,
            now=utc_now(),
        )
        await self.nudge()
        return run.id

    async def nudge(self) -> None:
        (await self.town.api()).nudge()

    def printed(self, run: str) -> str:
        return "".join(event.get("text", "") for event in self._logs.reader(run).read())

    async def until_printed(self, run: str, what: str) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while what not in self.printed(run):
                await asyncio.sleep(0.02)

    async def ending(self, run: str) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                with self.town.sessions() as session:
                    row = session.get_one(WantedRun, run)
                    if row.ended_at is not None:
                        assert row.ending == self._logs.ending(run), "page and database say the same"
                        return row.ending or {}
                await asyncio.sleep(0.02)


def with_runs(settings: Settings, story: Callable[[Runs], Coroutine[Any, Any, None]]) -> None:
    async def tell() -> None:
        async with town_of(settings) as town:
            await story(Runs(town, town.student("mina")))

    asyncio.run(tell())


def set_speed(runs: Runs, speed: float) -> None:
    with runs.town.sessions.begin() as session:
        session.get_one(LiveLab, runs.lab).speed = speed


def test_a_program_lights_a_lamp_and_is_stopped(settings: Settings) -> None:
    async def story(runs: Runs) -> None:
        run = await runs.start(LIGHTS_THE_LAMP)
        await runs.until_printed(run, '"state":"ON"')
        with runs.town.sessions.begin() as session:
            stop_run(session, runs.lab, run)
        await runs.nudge()
        assert (await runs.ending(run))["code"] == "stopped"

    with_runs(settings, story)


def test_a_program_that_is_stopped_may_clean_up(settings: Settings) -> None:
    async def story(runs: Runs) -> None:
        text = "import time\ntry:\n    print('here')\n    time.sleep(10**6)\nfinally:\n    print('clean')\n"
        run = await runs.start(text)
        await runs.until_printed(run, "here")
        with runs.town.sessions.begin() as session:
            stop_run(session, runs.lab, run)
        await runs.nudge()
        assert (await runs.ending(run))["code"] == "stopped"
        assert "clean" in runs.printed(run)

    with_runs(settings, story)


def test_waits_follow_the_speed_of_the_house(settings: Settings) -> None:
    async def story(runs: Runs) -> None:
        set_speed(runs, 1000)
        run = await runs.start(COUNTS_MINUTES)
        ending = await runs.ending(run)
        assert (ending["code"], runs.printed(run).count("\n")) == ("program_ended", 3)
        assert "Exit status: 0" in ending["says"]["en"]

    with_runs(settings, story)


def test_a_program_that_fails_says_where_and_what_is_often_meant(settings: Settings) -> None:
    async def story(runs: Runs) -> None:
        run = await runs.start("import paho.mqtt.client as mqtt\nclient = mqtt.Client('me')\n")
        ending = await runs.ending(run)
        assert (ending["code"], ending["file"], ending["line"]) == ("exception", "main.py", 2)
        assert [each["mistake"] for each in ending["mistakes"]] == ["paho_version_1"]

    with_runs(settings, story)


def test_another_program_takes_the_place_of_the_first(settings: Settings) -> None:
    async def story(runs: Runs) -> None:
        first = await runs.start("import time\nprint('first')\ntime.sleep(10**6)\n")
        await runs.until_printed(first, "first")
        second = await runs.start("print('second')", replace=True)
        assert (await runs.ending(second))["code"] == "program_ended"
        assert runs.printed(second) == "second\n"

    with_runs(settings, story)


def test_programs_from_outside_are_told_from_those_that_run_here(settings: Settings) -> None:
    async def story(runs: Runs) -> None:
        run = await runs.start(LIGHTS_THE_LAMP)
        await runs.until_printed(run, '"state":"ON"')
        api = await runs.town.api()
        outside = await runs.town.join(runs.lab, runs.token)
        assert await outside.connected()
        await runs.nudge()
        async with asyncio.timeout(PATIENCE_S):
            while not api.outsiders_in(runs.lab):
                await asyncio.sleep(0.02)
        assert api.outsiders_in(runs.lab) == 1

    with_runs(settings, story)


def test_a_program_ends_with_its_lab(settings: Settings) -> None:
    async def story(runs: Runs) -> None:
        run = await runs.start("import time\nprint('here')\ntime.sleep(10**6)\n")
        await runs.until_printed(run, "here")
        with runs.town.sessions.begin() as session:
            remove_lab(session, session.get_one(LiveLab, runs.lab))
        await runs.nudge()
        async with asyncio.timeout(PATIENCE_S):
            while runs.printed(run):
                await asyncio.sleep(0.02)

    with_runs(settings, story)


def test_what_cannot_be_run_is_said(settings: Settings) -> None:
    async def story(runs: Runs) -> None:
        run = await runs.start("  \n")
        assert (await runs.ending(run))["code"] == "empty_program"

    with_runs(settings, story)


class NoHouses:
    """A house process that has just started."""

    def house_of(self, lab: str) -> None:
        return None


def test_a_program_of_a_house_process_that_is_no_more_is_over(settings: Settings) -> None:
    engine = open_engine(settings.database)
    sessions, logs = open_sessions(engine), RunLogs(settings.data)
    with sessions.begin() as session:
        session.add(WantedRun(id="an-old-one", lab_id=DEMO, created_at=utc_now()))
    logs.begin("an-old-one").add({"stream": "stdout", "text": "still here"})
    with sessions() as session:
        asyncio.run(LiveRuns(sessions, NoHouses(), logs, utc_now).adopt(wanted_runs(session)))
    with sessions() as session:
        ended = session.get_one(WantedRun, "an-old-one")
        assert (ended.ending or {})["code"] == "house_restarted"
        assert ended.ended_at is not None
    engine.dispose()
