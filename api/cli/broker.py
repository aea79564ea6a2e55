"""`khaneh broker`: only the broker; its commands `check` (what leaks) and `users` (who is to be let in)."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import secrets
import ssl
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.certificate_files import with_key
from api.cli.console import print_json, say
from api.cli.isolation.command import check
from api.cli.lab_users.command import users
from api.clock import wall_ms
from api.data_lock import sole_use
from api.errors import ApiError
from api.preflight import check_data_folder
from devices.text import Text
from simulator.broker.authority import ALL_TOPICS, User
from simulator.broker.core import Broker
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.limits import UNLIMITED, Limits
from simulator.broker.open_files import allow_many_files
from simulator.broker.saving import MEMORY_FILE, saving
from simulator.broker.server import serve
from simulator.broker.tls import server_tls
from simulator.broker.users import read_users

_LISTENING = Text(
    en="The broker listens on {scheme}://{host}:{port}. Ctrl-C stops it.",
    fa="واسط (broker) روی {scheme}://{host}:{port} گوش می‌دهد. با Ctrl-C متوقف می‌شود.",
)
_GENERATED = Text(
    en="User: {username}\nToken: {token}\nTopics: all",
    fa="کاربر: {username}\nتوکن: {token}\nموضوع‌ها: همه",
)

# Alone, the broker serves whoever holds its tokens, at whatever speed; what protects its memory stays.
_LIMITS = Limits(
    connections=UNLIMITED, sessions=UNLIMITED, messages_per_second=UNLIMITED, retained_messages=UNLIMITED
)


class CannotListen(ApiError):
    """The address or the port is not free for the broker. Fields: host, port, reason."""

    code = "cannot_listen"
    words = Text(
        en="The broker cannot listen on {host}:{port}: {reason}.",
        fa="واسط (broker) نمی‌تواند روی {host}:{port} گوش دهد: {reason}.",
    )


class PortTaken(CannotListen):
    """Another program listens there. Fields: host, port."""

    code = "port_taken"
    words = Text(
        en="Port {port} on {host} is taken by another program: stop that one, or choose another with --port.",
        fa="درگاه {port} روی {host} را برنامهٔ دیگری گرفته است: آن را ببندید یا با --port درگاه دیگری بدهید.",
    )


app = typer.Typer(add_completion=False, rich_markup_mode="rich")
app.command()(check)
app.command()(users)


@app.callback(invoke_without_command=True)
def broker(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 for the whole network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="TCP port; 0 takes a free one.")] = 1883,
    users: Annotated[
        Path | None, typer.Option(help="File with one user:token:base a line; base # reaches all topics.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(help="Folder in which sessions and retained messages outlive the broker."),
    ] = None,
    tls_certificate: Annotated[
        Path | None, typer.Option(help="PEM file of a certificate: speak TLS on the port, and nothing else.")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(help="PEM file of the certificate's key.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Say where it listens as one JSON document.")] = False,
) -> None:
    """Run only the lab's MQTT broker, until Ctrl-C.

    With --data it remembers sessions and retained messages over a restart, as the whole lab does.

    Without --users it makes up one user and token that reach all topics, and prints them.
    """
    if context.invoked_subcommand is not None:
        return
    files = with_key(tls_certificate, tls_key, ("--tls-certificate", "--tls-key"))
    tls = server_tls(*files) if files else None
    generated: dict[str, str] = {}
    if users is None:
        credentials = Credentials()
        generated = {"username": "khaneh", "token": secrets.token_urlsafe(24)}
        credentials.put(User("khaneh", ALL_TOPICS), hash_token(generated["token"].encode()))
    else:
        credentials = read_users(users)
    if data is not None:
        check_data_folder(data)
    allow_many_files()
    try:
        with sole_use(data) if data else contextlib.nullcontext():
            asyncio.run(_run(host, port, tls, data, credentials, generated, json))
    except KeyboardInterrupt:
        return
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host=host, port=str(port)) from error
        raise CannotListen(host=host, port=str(port), reason=error.strerror or str(error)) from error


async def _run(
    host: str,
    port: int,
    tls: ssl.SSLContext | None,
    data: Path | None,
    credentials: Credentials,
    generated: dict[str, str],
    json: bool,
) -> None:
    loop = asyncio.get_running_loop()
    core = Broker(
        clock_ms=lambda: int(loop.time() * 1000),
        authenticate=credentials.authenticate,
        limits=_LIMITS,
        records_changes=data is not None,
    )
    memory = saving(core, data / MEMORY_FILE, wall_ms) if data else contextlib.nullcontext()
    scheme = "mqtts" if tls else "mqtt"
    async with memory, serve(core, host, port, tls) as server:
        for name in core.absent_users():
            if name not in credentials:
                core.expel(name)
        _tell(scheme, host, server.port, generated, json)
        await asyncio.Event().wait()


def _tell(scheme: str, host: str, port: int, generated: dict[str, str], json: bool) -> None:
    if json:
        print_json({"scheme": scheme, "host": host, "port": port, **generated})
        sys.stdout.flush()
        return
    typer.echo(say(_LISTENING.format(scheme=scheme, host=host, port=str(port))))
    if generated:
        typer.echo(say(_GENERATED.format(**generated)))
