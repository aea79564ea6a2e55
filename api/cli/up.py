"""`khaneh up`: the whole lab in one process tree."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.cli.console import say
from api.composition import greet, prepare
from api.data_lock import sole_use
from api.preflight import check_before_start, missing_confinement
from api.settings import Settings
from api.supervisor import Supervisor, children_of
from api.welcome import show_welcome
from devices.text import Text

_STOPPED = Text(en="The lab has stopped.", fa="آزمایشگاه متوقف شد.")


def up(
    port: Annotated[int | None, typer.Option(help="Port of the page and the API.")] = None,
    mqtt_port: Annotated[int | None, typer.Option(help="Port of the MQTT broker.")] = None,
    mqtts_port: Annotated[
        int | None,
        typer.Option(help="Port of MQTT over TLS, once `khaneh certificates` was run; 0 for none."),
    ] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the database and the secrets.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that grade.")] = None,
) -> None:
    """Start the whole lab: page, API, broker, live houses and graders. Ctrl-C stops all of it."""
    given = {
        "port": port,
        "mqtt_port": mqtt_port,
        "mqtts_port": mqtts_port,
        "host": host,
        "data": data,
        "workers": workers,
    }
    settings = Settings.with_values(given)
    check_before_start(settings)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    console = Console(highlight=False, soft_wrap=True)
    with sole_use(settings.data):
        prepare(settings)
        asyncio.run(_supervise(settings, console))
    console.print(say(_STOPPED))


async def _supervise(settings: Settings, console: Console) -> None:
    unconfined = missing_confinement()
    welcome = greet(settings)
    supervisor = Supervisor(children_of(settings, grading=unconfined is None), settings.environment())
    await supervisor.run(settings.port, lambda: show_welcome(console, settings, welcome, unconfined))
