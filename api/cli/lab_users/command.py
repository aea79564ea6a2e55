"""`khaneh broker users`: whom a broker elsewhere is to let in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.brokers.lab_users import read_lab_users
from api.cli.console import print_json
from api.settings import Settings


def users(
    data: Annotated[Path | None, typer.Option(help="Folder of the database and the secrets.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Print the users of all labs with their tokens, for a broker that Khaneh does not provide with them.

    One `user:token:base` a line, as `khaneh broker --users` reads them: each is to reach base/# and nothing
    else. Keep what is printed secret. Tokens change when students renew them, so compare again and again.

    Examples:

        khaneh broker users

        khaneh broker users --json --data /srv/khaneh
    """
    found = read_lab_users(Settings.with_values({"data": data}))
    if json:
        print_json([{"user": user.name, "token": user.token, "base": user.bases[0]} for user in found])
        return
    for user in found:
        typer.echo(f"{user.name}:{user.token}:{user.bases[0]}")
