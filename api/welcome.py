"""What the operator reads when the lab has started: where to go, and with which credentials."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from api.addresses import page_addresses
from api.brokers.address import told_address
from api.certificate_files import AUTHORITY_PATH, served_authority, served_certificate
from api.certificates import certificate_ends
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
    """Print it, a line each, so that what is copied is whole; English labels line up on every terminal."""
    console.print()
    for side in (_READY.en, _READY.fa):
        console.print(side, style="bold green", markup=False)
    for label, text in _lines(settings, welcome):
        console.print(f"[dim]{label:<18}[/]{escape(text)}")
    if missing_confinement is not None:
        for side in (_NO_GRADING.en, missing_confinement.en, _NO_GRADING.fa, missing_confinement.fa):
            console.print(side, style="yellow", markup=False)
    console.print()


def _lines(settings: Settings, welcome: Welcome) -> Iterator[tuple[str, str]]:
    page = f"http://localhost:{settings.port}"
    yield "page", page
    for address in page_addresses(settings.host, settings.port):
        yield "in the network", address
    told = told_address(settings)
    broker = f"{told.host or 'localhost'}:{told.port}"
    yield "MQTT", f"mqtts://{broker}" if told.tls_port == told.port else f"mqtt://{broker}"
    certificate = served_certificate(settings)
    if certificate is not None:
        ends = certificate_ends(certificate[0]).date()
        yield "MQTT over TLS", f"mqtts://localhost:{settings.mqtts_port}, certificate good until {ends}"
    if served_authority(settings) is not None:
        yield "to be trusted", f"{page}{AUTHORITY_PATH}"
    yield "demo class", f"code {welcome.class_code}"
    if welcome.link is not None:
        yield "first instructor", f"{page}/#/signin?link={welcome.link}"
    base = f"lab/{DEMO}"
    trusted = f"--cafile {settings.broker_ca}" if settings.broker_ca else "--tls-use-os-certs"
    tls = f" {trusted}" if told.tls_port == told.port else ""
    reach = f"-h {told.host or 'localhost'} -p {told.port}{tls} -u {DEMO} -P {welcome.demo_token}"
    yield "demo lab", f"username {DEMO}, token {welcome.demo_token}, base {base}"
    yield "", f"mosquitto_sub {reach} -v -t '{base}/#'"
