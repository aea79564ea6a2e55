"""`khaneh lab`: hands in the live houses of this machine, their pace, and their recordings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.cli.console import print_json, say
from api.cli.house_desk.desk import HouseDesk
from api.cli.house_desk.runs import DeskRun
from api.errors import ApiError
from api.services.hands import find_deed
from api.services.labs import DEMO
from devices.text import Text
from exercises.submission import read_submission
from simulator.action_form import FaultBegins, FaultEnds
from simulator.lab_topics import LAB_TOPICS
from simulator.possible import Deed, Thing, things_of

Data = Annotated[Path | None, typer.Option(help="Folder of the database and the secrets.")]
Port = Annotated[int | None, typer.Option("--mqtt-port", help="Port of the MQTT broker of the lab.")]
Lab = Annotated[str, typer.Option("--lab", help="Which live house; the demo lab without it.")]
_DONE = Text(en="{lab}: done.", fa="{lab}: انجام شد.")
_PACE = Text(en="{lab}: ×{speed:g}{rests}.", fa="{lab}: ×{speed:g}{rests}.")
_RESTS = Text(en=", paused", fa="، متوقف")


class ParameterRefused(ApiError):
    """`--with` without a value. Fields: written."""

    code = "parameter_refused"
    words = Text(
        en="--with {written}: expected a name and a value, such as by=4.",
        fa="--with {written}: باید نام و مقدار باشد، مانند by=4.",
    )


app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Touch the live houses of this machine, change their pace, take their recordings.",
)


@app.command()
def hands(
    lab: Lab = DEMO,
    data: Data = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """List everything that can be done by hand in a live house.

    Examples: khaneh lab hands · khaneh lab hands --json
    """
    things = list(things_of(HouseDesk(lab, data, None).scenario))
    if as_json:
        print_json([_document(thing) for thing in things])
        return
    table = Table("thing", "title", "can")
    for thing in things:
        if thing.deeds:
            table.add_row(thing.name, say(thing.title), "\n".join(map(_described, thing.deeds)))
    Console().print(table)


@app.command()
def do(
    thing: Annotated[str, typer.Argument(help="A device, fixture, room or person of the house.")],
    deed: Annotated[str, typer.Argument(help="What is done with it: see `khaneh lab hands`.")],
    lab: Lab = DEMO,
    data: Data = None,
    mqtt_port: Port = None,
) -> None:
    """Let a hand do something, something happen in a room, or a person go somewhere.

    Examples: khaneh lab do kitchen_window open · khaneh lab do kitchen match · khaneh lab do maryam outside ·
    khaneh lab do kitchen_plug unplug
    """
    desk = HouseDesk(lab, data, mqtt_port)
    desk.do(find_deed(desk.scenario, thing, deed))
    _say_done(desk)


@app.command("break")
def break_(
    device: Annotated[str, typer.Argument(help="The device that gets the fault.")],
    fault: Annotated[str, typer.Argument(help="One of docs/faults.md: bias, welded, offline …")],
    parameters: Annotated[
        list[str],
        typer.Option("--with", metavar="NAME=VALUE", help="A parameter of the fault; repeatable."),
    ] = [],  # noqa: B006 – Typer's own form of a repeatable option
    announced: Annotated[
        bool, typer.Option("--announced", help="People know of it; without it, it has to be found.")
    ] = False,
    lab: Lab = DEMO,
    data: Data = None,
    mqtt_port: Port = None,
) -> None:
    """Give a device a fault.

    Examples: khaneh lab break living_climate bias --with by=4 ·
    khaneh lab break kitchen_plug welded --announced
    """
    desk = HouseDesk(lab, data, mqtt_port)
    given = dict(map(_parameter, parameters))
    begins = {"device": device, "breaks": fault, "with": given, "announced": announced}
    desk.do(FaultBegins.model_validate(begins))
    _say_done(desk)


@app.command()
def mend(
    device: Annotated[str, typer.Argument(help="The device that has the fault.")],
    fault: Annotated[str, typer.Argument(help="The fault that it is to have no longer.")],
    lab: Lab = DEMO,
    data: Data = None,
    mqtt_port: Port = None,
) -> None:
    """Take a fault from a device.

    Example: khaneh lab mend living_climate bias
    """
    desk = HouseDesk(lab, data, mqtt_port)
    desk.do(FaultEnds(device=device, mends=fault))
    _say_done(desk)


@app.command()
def pace(
    speed: Annotated[float | None, typer.Option(help="Simulated seconds per second, 0.1 to 1000.")] = None,
    paused: Annotated[
        bool | None, typer.Option("--pause/--resume", help="Let the clock stand still, or go on.")
    ] = None,
    lab: Lab = DEMO,
    data: Data = None,
    mqtt_port: Port = None,
) -> None:
    """Say how fast a live house lives, pause it, or let it go on.

    Where the machine is too slow for a speed, the house goes as fast as it can: `reached_speed` of
    `_lab/clock` says how fast that is.

    Examples: khaneh lab pace --speed 60 · khaneh lab pace --pause · khaneh lab pace --resume --speed 1
    """
    desk = HouseDesk(lab, data, mqtt_port)
    desk.pace(speed, paused=paused)
    rests = _RESTS if desk.lab.paused else ""
    typer.echo(say(_PACE.format(lab=desk.lab.id, speed=desk.lab.speed, rests=rests)))


@app.command("run")
def run_(
    program: Annotated[Path, typer.Argument(help="A program: one file, a folder with a main.py, or a zip.")],
    lab: Lab = DEMO,
    replace: Annotated[
        bool, typer.Option("--replace", help="End the program that runs there, if one does.")
    ] = False,
    data: Data = None,
    mqtt_port: Port = None,
) -> None:
    """Run a program in a live house, confined as in grading, by the clock of the house.

    What it prints comes as it is printed; Ctrl-C stops it, a second one at once.

    Examples: khaneh lab run lamp.py · khaneh lab run my-folder --lab 3f2a… --replace
    """
    run = DeskRun(HouseDesk(lab, data, mqtt_port), read_submission(program), replace=replace)
    try:
        _follow(run)
    except KeyboardInterrupt:
        run.stop()
        _follow(run)
    finally:
        run.close()


@app.command()
def topics(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document, with the JSON Schema of each payload.")
    ] = False,
) -> None:
    """List the topics under lab/<lab>/ on which a live house shows itself.

    Example: khaneh lab topics --json
    """
    if as_json:
        print_json(
            [{"topic": each.topic, "says": each.says.as_dict(), "schema": each.schema} for each in LAB_TOPICS]
        )
        return
    table = Table("topic", "says")
    for each in LAB_TOPICS:
        table.add_row(each.topic, say(each.says))
    Console().print(table)


@app.command()
def recording(lab: Lab = DEMO, data: Data = None) -> None:
    """Print what was done in a live house since it began, one JSON document a line.

    Example: khaneh lab recording > lab.jsonl, then khaneh run SCENARIO --replay lab.jsonl
    """
    sys.stdout.writelines(HouseDesk(lab, data, None).recording())


def _follow(run: DeskRun) -> None:
    for event in run.events():
        if "text" in event:
            typer.echo(event["text"], nl=False, err=event["stream"] == "stderr")
        elif "omitted" in event:
            typer.echo("…", err=True)
        else:
            _say_ending(event["ended"])


def _say_ending(ending: dict[str, Any]) -> None:
    for each in (ending, *ending.get("mistakes", ())):
        typer.echo(say(Text(**each["says"])), err=True)


def _document(thing: Thing) -> dict[str, Any]:
    can = [{"title": deed.title.as_dict(), "do": deed.form.as_dict()} for deed in thing.deeds]
    return {"kind": thing.kind, "name": thing.name, "title": thing.title.as_dict(), "can": can}


def _described(deed: Deed) -> str:
    return f"{deed.name}  ({say(deed.title)})"


def _parameter(written: str) -> tuple[str, Any]:
    """Numbers are numbers: `by=4`."""
    name, separator, value = written.partition("=")
    if not separator:
        raise ParameterRefused(written=written)
    try:
        return name, float(value)
    except ValueError:
        return name, value


def _say_done(desk: HouseDesk) -> None:
    typer.echo(say(_DONE.format(lab=desk.lab.id)))
