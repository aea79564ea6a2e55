"""Which certificate the lab shows over TLS, and where the lab's own ones lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.errors import ApiError
from api.settings import Settings
from devices.text import Text

AUTHORITY_PATH = "/api/lab-ca.pem"
"""Where the page's server hands out the lab's own authority."""


class CertificateIncomplete(ApiError):
    """A certificate without its key, or a key without its certificate. Fields: certificate, key."""

    code = "certificate_incomplete"
    words = Text(
        en="{certificate} and {key} belong together: give both or neither.",
        fa="{certificate} و {key} با هم‌اند: یا هر دو را بدهید یا هیچ‌کدام را.",
    )


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """Where the certificates lie that `khaneh certificates` makes."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The authority's certificate, for everybody."""
        return self.folder / "lab-ca.pem"

    @property
    def authority_key(self) -> Path:
        """The authority's key: whoever has it can pass for any server among those who trust the authority."""
        return self.folder / "lab-ca-key.pem"

    @property
    def server(self) -> Path:
        """The server's certificate."""
        return self.folder / "server.pem"

    @property
    def server_key(self) -> Path:
        """The server's key."""
        return self.folder / "server-key.pem"


def certificate_files(data: Path) -> CertificateFiles:
    """The places in a data folder, whether there are certificates or not."""
    return CertificateFiles(data / "tls")


def with_key(certificate: Path | None, key: Path | None, named: tuple[str, str]) -> tuple[Path, Path] | None:
    """Both files, or None for neither. Raises CertificateIncomplete, which calls them as the person did."""
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise CertificateIncomplete(certificate=named[0], key=named[1])
    return certificate, key


def served_certificate(settings: Settings) -> tuple[Path, Path] | None:
    """The certificate and key that the broker shows: the operator's, else the lab's own; None without TLS.

    Raises CertificateIncomplete.
    """
    if not settings.mqtts_port or settings.broker_url is not None:
        return None
    named = "KHANEH_TLS_CERTIFICATE", "KHANEH_TLS_KEY"
    given = with_key(settings.tls_certificate, settings.tls_key, named)
    own = certificate_files(settings.data)
    return given or ((own.server, own.server_key) if own.server.exists() else None)


def served_authority(settings: Settings) -> Path | None:
    """The file of the lab's own authority, if that is the one by which clients know the broker."""
    own = certificate_files(settings.data)
    return own.authority if served_certificate(settings) == (own.server, own.server_key) else None
