"""`khaneh broker check`: what leaks from one user to another."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import print_json, say
from api.cli.isolation.examination import examine
from api.cli.isolation.report import Report
from api.cli.isolation.targets import target_of
from api.settings import Settings
from devices.errors import KhanehError
from simulator.broker.packets import MQTT_3_1_1, MQTT_5

_LEVELS = {"3.1.1": (MQTT_3_1_1,), "5": (MQTT_5,), "both": (MQTT_3_1_1, MQTT_5)}
_LEAKS = 1


def check(
    url: Annotated[
        str | None,
        typer.Option(
            help="mqtt://host:port, mqtts://…, ws://host:port/path or wss://…; else the lab's broker."
        ),
    ] = None,
    user: Annotated[
        list[str] | None,
        typer.Option(
            help="user:token:base. Give it twice: first who is attacked, then who attacks. A base such as "
            "lab/u1 stands for lab/u1/#, which is all that the user is meant to reach."
        ),
    ] = None,
    level: Annotated[str, typer.Option(help="Version of MQTT: 3.1.1, 5 or both.")] = "both",
    ca: Annotated[
        Path | None, typer.Option(help="PEM file of the authority that signed the broker's certificate.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print all findings as one JSON document.")] = False,
) -> None:
    """Attack one user of a broker from another, and say what leaks.

    Every attack is tried for real: reading, writing, throwing out, swallowing
    messages. What counts is what is seen, not what the broker answers. The
    topics are made up below the two bases, and cleared again.

    Without --url it checks the broker of this installation. Without --user it
    makes up two users for the time of the check: at the Mosquitto of
    KHANEH_BROKER_URL, or else at a broker of the lab's own, which it starts.

    Exit status: 0 = nothing leaks, 1 = something leaks, 2 = usage, 3 = the
    check could not be carried out: the broker cannot be reached, refuses a
    user, or does not let it use its own base.

    Examples:

        khaneh broker check

        khaneh broker check --url mqtt://broker.school:1883 \\
            --user sara:t0ken:lab/sara --user reza:t1ken:lab/reza
    """
    if level not in _LEVELS:
        raise typer.BadParameter("3.1.1, 5, both", param_hint="--level")
    report = asyncio.run(_report(url, user or [], _LEVELS[level], ca))
    if json:
        print_json(report.as_json())
    else:
        for sentence in report.sentences():
            typer.echo(say(sentence))
    if report.leaks:
        raise typer.Exit(_LEAKS)


async def _report(url: str | None, users: list[str], levels: tuple[int, ...], ca: Path | None) -> Report:
    try:
        async with target_of(url, users, ca, Settings()) as target:
            return await examine(target, levels)
    except KhanehError as error:
        if error.fault_of_lab:
            raise
        # Elsewhere this would end with status 1, which says here that something leaks.
        raise typer.BadParameter(say(error.says)) from error
