"""What the operator reads when the lab has started: where to go, and with which credentials."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from api.addresses import lan_addresses
from api.services.installation import Welcome
from api.services.labs import DEMO
from api.settings import Settings
from devices.text import Text

_READY = Text(en="Khaneh is running. Ctrl-C stops it.", fa="خانه روشن است. با Ctrl-C خاموش می‌شود.")
_NO_GRADING = Text(
    en="Grading is off until this is put right; all else works, and what is handed in waits:",
    fa="تا این مورد برطرف نشود تصحیح خاموش است؛ بقیه کار می‌کند و پاسخ‌ها در صف می‌مانند:",
)


def show_welcome(
    console: Console, settings: Settings, welcome: Welcome, missing_confinement: Text | None
) -> None:
    """Print it; the labels stay English so that columns line up on every terminal."""
    console.print()
    for side in (_READY.en, _READY.fa):
        console.print(side, style="bold green")
    console.print(_table(settings, welcome))
    if missing_confinement is not None:
        for side in (_NO_GRADING.en, missing_confinement.en, _NO_GRADING.fa, missing_confinement.fa):
            console.print(side, style="yellow")
    console.print()


def _table(settings: Settings, welcome: Welcome) -> Table:
    base = f"lab/{DEMO}"
    page = f"http://localhost:{settings.port}"
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("page", page)
    if settings.host not in {"127.0.0.1", "localhost", "::1"}:
        for address in lan_addresses():
            table.add_row("in the network", f"http://{address}:{settings.port}")
    table.add_row("MQTT", f"mqtt://localhost:{settings.mqtt_port}")
    table.add_row("demo class", f"code {welcome.class_code}")
    if welcome.link is not None:
        table.add_row("first instructor", f"{page}/#/signin?link={welcome.link}")
    table.add_row()
    table.add_row("demo lab", f"username {DEMO}   token {welcome.demo_token}   base {base}")
    reach = f"-h localhost -p {settings.mqtt_port} -u {DEMO} -P {welcome.demo_token}"
    table.add_row("", f"mosquitto_sub {reach} -v -t '{base}/#'")
    return table
