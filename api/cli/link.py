"""`khaneh link`: the way back in for an instructor or administrator who has forgotten the password."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import print_json, say
from api.clock import utc_now
from api.existing_lab import existing_lab
from api.services.people import recover_account
from api.settings import Settings
from devices.text import Text

_MADE = Text(
    en="{name} signs in with this link, once, until {until}, and then chooses a password:\n{url:copied}",
    fa="{name} تا {until} یک بار با این پیوند وارد می‌شود و سپس رمزی برمی‌گزیند:\n{url:copied}",
)


def link(
    username: Annotated[
        str | None, typer.Argument(help="Whose; the first administrator's without it.")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the database and the secrets.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Make a sign-in link for who has forgotten the password; the lab may be running meanwhile.

    Examples: khaneh link · khaneh link maryam --data /srv/khaneh
    """
    settings = Settings.with_values({"data": data})
    with existing_lab(settings) as sessions, sessions.begin() as session:
        person, secret, expires_at = recover_account(session, username, utc_now())
    url = f"http://localhost:{settings.port}/#/signin?link={secret}"
    if json:
        print_json({"person": person.id, "link": secret, "url": url, "expires_at": expires_at.isoformat()})
        return
    typer.echo(say(_MADE.format(name=person.name, until=f"{expires_at:%Y-%m-%d %H:%M} UTC", url=url)))
