"""The lab's own certificates: an authority that students' programs trust, and a server certificate by it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from api.addresses import lan_addresses
from api.certificate_files import CertificateFiles
from simulator.broker import certificates
from simulator.broker.certificates import HOST_NAME, Issued
from simulator.broker.certificates import NameUnusable as NameUnusable

AUTHORITY_LASTS = timedelta(days=3650)
SERVER_LASTS = timedelta(days=820)
"""Apple's systems refuse server certificates of more than 825 days."""
_CLOCKS_DIFFER = timedelta(days=1)
"""A certificate begins in the past: the clock of a student's board may be behind."""


def names_of_this_machine() -> list[str]:
    """The names and addresses by which others may reach this machine."""
    name = socket.gethostname()
    own = [name, f"{name}.local"] if HOST_NAME.fullmatch(name) else []
    return [*own, "localhost", "127.0.0.1", "::1", *lan_addresses()]


def check_names(names: Iterable[str]) -> None:
    """Raise NameUnusable unless a certificate can hold all of them."""
    for name in names:
        certificates.alternative_name(name)


def make_authority(files: CertificateFiles, now: datetime) -> None:
    """A new authority in place of the one there may be."""
    name = f"Khaneh lab CA, {socket.gethostname()}"[:64]
    issued = certificates.make_authority(name, now - _CLOCKS_DIFFER, AUTHORITY_LASTS)
    _write(files.authority_key, files.authority, issued)


def make_server_certificate(files: CertificateFiles, names: Iterable[str], now: datetime) -> None:
    """A new server certificate by the authority that is there, for these names.

    Raises NameUnusable, OSError.
    """
    check_names(names := list(names))
    authority = certificates.read_issued(files.authority.read_bytes(), files.authority_key.read_bytes())
    issued = certificates.make_server_certificate(authority, names, now - _CLOCKS_DIFFER, SERVER_LASTS)
    _write(files.server_key, files.server, issued)


def certificate_ends(file: Path) -> datetime:
    """When the certificate of a PEM file ceases to be good. Raises OSError, ValueError."""
    return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc


def _write(key_file: Path, certificate_file: Path, issued: Issued) -> None:
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _replace(key_file, issued.key_pem, 0o600)
    _replace(certificate_file, issued.certificate_pem, 0o644)


def _replace(file: Path, content: bytes, mode: int) -> None:
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(content)
    fresh.replace(file)
