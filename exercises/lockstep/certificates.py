"""The certificates of graded runs: an authority of their own, and what the broker shows on each TLS port.

Whether a certificate is good never depends on a clock: OpenSSL reads that of the machine, which is not the
house's. So the good ones hold for a century, and the expired one has been so since before any scenario.
"""

from __future__ import annotations

import shutil
import ssl
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from simulator.broker.tls import server_tls

Shown = Literal["trusted", "expired", "unknown_authority", "other_name"]
"""A certificate by the lab's authority; one by it that has expired; one by an authority nobody knows; and
one for a machine of another name."""

TLS_PORTS: Mapping[int, Shown] = MappingProxyType({8883: "trusted"})
"""What a graded run offers where the exercise says nothing else."""

AUTHORITY_FILE = "lab-ca.pem"
"""Under this name, that of the live lab, a program finds the authority in its working folder."""

_CENTURY = timedelta(days=36_500)
_BEGINS = datetime(2000, 1, 1, tzinfo=UTC)
_ENDED_AFTER = timedelta(days=365)
_VERSION = "certificates-1"
"""Changes with what is made here: folders of older ones are left alone."""


@dataclass(frozen=True)
class Certificates:
    """The certificates in a folder; they are made once, and used by every run."""

    folder: Path

    @cached_property
    def authority(self) -> bytes:
        """The certificate of the authority that programs trust, as PEM."""
        return (self.folder / AUTHORITY_FILE).read_bytes()

    def context(self, shown: Shown) -> ssl.SSLContext:
        """The broker's side of TLS on a port that shows this certificate."""
        return server_tls(self.folder / f"{shown}.pem", self.folder / f"{shown}.key")


def certificates_in(folder: Path, names: Iterable[str]) -> Certificates:
    """The certificates kept in a folder, for servers of these names; made if they are not there yet."""
    place = folder / _VERSION
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder, prefix="certificates-"))
        _make(fresh, list(names))
        try:
            fresh.rename(place)
        except OSError:  # another grader was faster
            shutil.rmtree(fresh)
    return Certificates(place)


def tls_at(
    certificates: Certificates | None, ports: Mapping[int, Shown] = TLS_PORTS
) -> Callable[[int], ssl.SSLContext | None]:
    """The broker's side of TLS by port; each is made when a program first connects there."""
    contexts: dict[int, ssl.SSLContext] = {}

    def context_at(port: int) -> ssl.SSLContext | None:
        shown = ports.get(port)
        if shown is None or certificates is None:
            return None
        if port not in contexts:
            contexts[port] = certificates.context(shown)
        return contexts[port]

    return context_at


def _make(folder: Path, names: list[str]) -> None:
    # Imported here because it takes longer than most things that a grader does, and happens once.
    from simulator.broker.certificates import make_authority, make_server_certificate

    authority = make_authority("Khaneh graded runs CA", _BEGINS, _CENTURY)
    stranger = make_authority("Somebody else's CA", _BEGINS, _CENTURY)
    issued = {
        "trusted": make_server_certificate(authority, names, _BEGINS, _CENTURY),
        "expired": make_server_certificate(authority, names, _BEGINS, _ENDED_AFTER),
        "unknown_authority": make_server_certificate(stranger, names, _BEGINS, _CENTURY),
        "other_name": make_server_certificate(authority, ["elsewhere.example"], _BEGINS, _CENTURY),
    }
    (folder / AUTHORITY_FILE).write_bytes(authority.certificate_pem)
    for shown, each in issued.items():
        (folder / f"{shown}.pem").write_bytes(each.certificate_pem)
        (folder / f"{shown}.key").write_bytes(each.key_pem)
