"""`khaneh certificates`: what MQTT over TLS needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.addresses import lan_addresses
from api.certificate_files import AUTHORITY_PATH, CertificateFiles, certificate_files
from api.certificates import (
    certificate_ends,
    check_names,
    make_authority,
    make_server_certificate,
    names_of_this_machine,
)
from api.cli.console import print_json, say
from api.clock import utc_now
from api.errors import ApiError
from api.preflight import check_data_folder
from api.settings import Settings
from devices.text import Text

_MADE = Text(
    en="""The broker's certificate is good until {ends}, for: {names}

At its next start `khaneh up` serves mqtts:// on port {port} too.
The authority for everybody to trust is in   {authority}
and, while the lab runs, at                  {url}

In Python    client.tls_set(ca_certs="lab-ca.pem")
             client.connect("{host}", {port})
In a shell   mosquitto_pub --cafile lab-ca.pem -h {host} -p {port} …

Keep {key} to yourself.""",
    fa="""گواهی واسط (broker) تا {ends} اعتبار دارد، برای: {names}

از این پس `khaneh up` روی پورت {port} به mqtts:// هم پاسخ می‌دهد.
گواهی مرجع که همه باید به آن اعتماد کنند:
    {authority}
و تا آزمایشگاه روشن است:
    {url}

در پایتون:
    client.tls_set(ca_certs="lab-ca.pem")
    client.connect("{host}", {port})
در پوسته:
    mosquitto_pub --cafile lab-ca.pem -h {host} -p {port} …

این فایل را به کسی ندهید: {key}""",
)


class CertificatesExist(ApiError):
    """There are certificates, and nobody asked to replace them. Fields: folder, ends."""

    code = "certificates_exist"
    words = Text(
        en="There are certificates in {folder} already, good until {ends}. --renew makes a new one for the "
        "broker; --new-authority replaces the authority too, and everybody must fetch it again.",
        fa="در {folder} از پیش گواهی هست و تا {ends} اعتبار دارد. --renew برای واسط (broker) گواهی تازه "
        "می‌سازد؛ --new-authority مرجع را هم عوض می‌کند و همه باید دوباره آن را بگیرند.",
    )


def certificates(
    name: Annotated[
        list[str] | None, typer.Option(help="One more name or address of this machine; may be given again.")
    ] = None,
    renew: Annotated[
        bool, typer.Option(help="A new certificate for the broker by the same authority.")
    ] = False,
    new_authority: Annotated[
        bool, typer.Option("--new-authority", help="A new authority too: everybody must fetch it again.")
    ] = False,
    data: Annotated[Path | None, typer.Option(help="Folder of the database and the secrets.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")] = False,
) -> None:
    """Make the lab's own certificate authority and a certificate for the broker on this machine.

    The certificate holds this machine's names and its addresses in the network.

    Examples: khaneh certificates --name lab.school.ir · khaneh certificates --renew
    """
    settings = Settings.with_values({"data": data})
    check_data_folder(settings.data)
    files = certificate_files(settings.data)
    if files.server.exists() and not (renew or new_authority):
        raise CertificatesExist(folder=str(files.folder), ends=_ends(files))
    names = [*(name or []), *names_of_this_machine()]
    check_names(names)
    if new_authority or not files.authority.exists():
        make_authority(files, utc_now())
    make_server_certificate(files, names, utc_now())
    if json:
        print_json(
            {
                "authority": str(files.authority),
                "certificate": str(files.server),
                "key": str(files.server_key),
                "names": names,
                "ends": _ends(files),
                "port": settings.mqtts_port,
            }
        )
        return
    host = next(iter([*(name or []), *lan_addresses(), "localhost"]))
    typer.echo(
        say(
            _MADE.format(
                authority=str(files.authority),
                key=str(files.authority_key),
                names=", ".join(names),
                ends=_ends(files),
                port=str(settings.mqtts_port),
                host=host,
                url=f"http://{host}:{settings.port}{AUTHORITY_PATH}",
            )
        )
    )


def _ends(files: CertificateFiles) -> str:
    return certificate_ends(files.server).date().isoformat()
