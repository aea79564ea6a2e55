"""`khaneh lab`: what an operator does with live houses at the command line."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.house_desk import desk
from api.cli.house_desk.desk import HouseNotThere, NoSuchLab
from api.cli.main import app
from api.composition import greet
from api.errors import NotFound
from api.existing_lab import NoLabYet
from api.recordings import Recordings
from api.services.hands import CannotBeDone, FaultImpossible, UnknownInHouse
from api.services.runs import wanted_runs
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from simulator.pace import SpeedRefused
from tests.api.town import town_of


def khaneh_lab(settings: Settings, *arguments: str) -> Any:
    return CliRunner().invoke(app, ["lab", *arguments, "--data", str(settings.data)])


def test_every_hand_is_listed_for_people_and_programs(settings: Settings) -> None:
    listed = json.loads(khaneh_lab(settings, "hands", "--json").stdout)
    window = next(thing for thing in listed if thing["name"] == "kitchen_window")
    assert {"fixture": "kitchen_window", "action": "open"} in [deed["do"] for deed in window["can"]]
    assert "walk_in" in khaneh_lab(settings, "hands").stdout


def test_topics_are_listed_with_their_schemas() -> None:
    listed = json.loads(CliRunner().invoke(app, ["lab", "topics", "--json"]).stdout)
    assert {"topic", "says", "schema"} == set(listed[0])
    assert "_lab/clock" in CliRunner().invoke(app, ["lab", "topics"]).stdout


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["do", "moon", "open"], UnknownInHouse),
        (["do", "kitchen_window", "leak"], CannotBeDone),
        (["do", "kitchen_window", "open", "--lab", "none"], NoSuchLab),
        (["break", "kitchen_plug", "hiccup"], FaultImpossible),
        (["break", "living_climate", "bias", "--with", "by"], Exception),
        (["mend", "kitchen_plug", "hiccup"], CannotBeDone),
        (["pace", "--speed", "5000"], SpeedRefused),
        (["recording"], NotFound),
    ],
)
def test_what_cannot_be_is_refused_before_the_house_is_asked(
    settings: Settings, arguments: list[str], error: type[Exception]
) -> None:
    done = khaneh_lab(settings, *arguments)
    assert isinstance(done.exception, error)
    assert done.exit_code == 1


def test_a_folder_without_a_lab_is_said(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["lab", "hands", "--data", str(tmp_path)])
    assert isinstance(done.exception, NoLabYet)
    assert list(tmp_path.iterdir()) == []


def test_a_house_that_is_not_up_is_said(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_PATIENCE_S", 0.1)
    port = ["--mqtt-port", str(settings.mqtt_port)]
    done = khaneh_lab(settings, "do", "kitchen_window", "open", *port)
    assert isinstance(done.exception, HouseNotThere)
    assert str(settings.mqtt_port) in done.exception.says.fa


def test_a_recording_is_printed_as_it_is(settings: Settings) -> None:
    Recordings(settings.data).begin("demo")('{"at_ms":1}\n')
    assert khaneh_lab(settings, "recording").stdout == '{"at_ms":1}\n'


def test_what_is_asked_at_the_command_line_happens_in_the_house(settings: Settings) -> None:
    async def story() -> None:
        async with town_of(settings) as town:
            guest = await town.join("demo", greet(settings).demo_token)
            assert await guest.connected()
            await guest.subscribe("lab/demo/_lab/#")
            await guest.hear("_lab/clock")
            port = ["--mqtt-port", str(settings.mqtt_port)]
            asked: list[tuple[list[str], str, bytes]] = [
                (["do", "kitchen_window", "open"], "house/kitchen_window", b'"open"'),
                (["do", "kitchen", "spill"], "room/kitchen/incident", b'"spill"'),
                (["break", "kitchen_plug", "welded", "--announced"], "kitchen_plug/fault", b'"welded"'),
                (["mend", "kitchen_plug", "welded"], "kitchen_plug/fault", b"null"),
                (["pace", "--speed", "50", "--pause"], "_lab/clock", b'"speed":50.0'),
            ]
            for arguments, topic, said in asked:
                done = await asyncio.to_thread(khaneh_lab, settings, *arguments, *port)
                assert done.exit_code == 0, done.exception
                while said not in (await guest.hear(topic)).payload:
                    pass

    asyncio.run(story())


def test_a_program_is_run_from_the_command_line(settings: Settings, tmp_path: Path) -> None:
    program = tmp_path / "hello.py"
    program.write_text("import sys\nprint('hello from the house')\nsys.exit(3)\n", encoding="utf-8")

    async def story() -> None:
        async with town_of(settings) as town:
            guest = await town.join("demo", greet(settings).demo_token)
            await guest.connected()
            port = ["--mqtt-port", str(settings.mqtt_port)]
            done = await asyncio.to_thread(khaneh_lab, settings, "run", str(program), *port)
            assert (done.exit_code, done.stdout) == (0, "hello from the house\n"), done.exception
            assert "3" in done.stderr

    asyncio.run(story())


def test_nothing_is_left_to_run_in_a_house_that_is_not_up(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_PATIENCE_S", 0.1)
    program = tmp_path / "hello.py"
    program.write_text("print(1)", encoding="utf-8")
    done = khaneh_lab(settings, "run", str(program), "--mqtt-port", str(settings.mqtt_port))
    assert isinstance(done.exception, HouseNotThere)
    engine = open_engine(settings.database)
    with open_sessions(engine)() as session:
        assert not wanted_runs(session)
    engine.dispose()
