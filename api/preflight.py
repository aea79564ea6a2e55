"""What must be true before the lab starts; where it is not, one sentence says what to do."""

from __future__ import annotations

import errno
import socket
import tempfile
from pathlib import Path

from api.brokers.address import broker_address, told_address
from api.certificate_files import served_certificate
from api.errors import ApiError
from api.settings import Settings
from devices.text import Text
from exercises.sandbox.choose import choose_sandbox
from exercises.sandbox.errors import SandboxUnavailable
from simulator.broker.tls import server_tls


class PortInUse(ApiError):
    """Another program listens on a port that the lab wants."""

    code = "port_in_use"
    words = Text(
        en="Port {port} is already in use by another program; choose another one with {option}.",
        fa="پورت {port} را برنامهٔ دیگری گرفته است؛ با {option} پورت دیگری انتخاب کنید.",
    )


class PortForbidden(ApiError):
    """The operating system does not let this user listen there."""

    code = "port_forbidden"
    words = Text(
        en="This user may not listen on {host} port {port} ({reason}); choose another port with {option}.",
        fa="این کاربر نمی‌تواند روی {host} پورت {port} گوش دهد ({reason})؛ با {option} پورت دیگری بدهید.",
    )


class DataFolderUnwritable(ApiError):
    """The data folder cannot be made or written to."""

    code = "data_folder_unwritable"
    words = Text(
        en="The data folder {folder} cannot be written to ({reason}); choose another one with --data.",
        fa="در پوشهٔ دادهٔ {folder} نمی‌توان نوشت ({reason})؛ با --data پوشهٔ دیگری انتخاب کنید.",
    )


def check_before_start(settings: Settings) -> None:
    """Raise the first that applies of DataFolderUnwritable, PortInUse, PortForbidden, what is wrong with the
    certificates (CertificateIncomplete, CertificateUnusable) or with the address of a broker elsewhere
    (BrokerUrlMistaken, BrokerAuthorityUnusable). Whether that broker is there shows later, again and again.
    """
    check_data_folder(settings.data)
    check_port(settings.host, settings.port, "--port")
    told_address(settings)
    if settings.broker_url is not None:
        broker_address(settings)
        return
    check_port(settings.host, settings.mqtt_port, "--mqtt-port")
    certificate = served_certificate(settings)
    if certificate is not None:
        server_tls(*certificate)
        check_port(settings.host, settings.mqtts_port, "--mqtts-port")


def check_port(host: str, port: int, option: str) -> None:
    """Raise PortInUse or PortForbidden unless the lab can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortInUse(port=str(port), option=option) from error
            raise PortForbidden(host=host, port=str(port), reason=error.strerror, option=option) from error


def check_data_folder(folder: Path) -> None:
    """Raise DataFolderUnwritable unless a file can be made in it; makes the folder if there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise DataFolderUnwritable(folder=str(folder), reason=error.strerror) from error


def missing_confinement() -> Text | None:
    """Why programs cannot be confined here, and the command that helps; None if they can be."""
    try:
        choose_sandbox()
    except SandboxUnavailable as unavailable:
        return unavailable.says
    return None
