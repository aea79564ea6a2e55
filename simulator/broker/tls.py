"""The broker's side of TLS: a certificate with its key."""

from __future__ import annotations

import ssl
from pathlib import Path

from devices.text import Text
from simulator.errors import SimulatorError


class CertificateUnusable(SimulatorError):
    """Certificate and key cannot be read, or do not belong together. Fields: certificate, key, reason."""

    code = "certificate_unusable"
    words = Text(
        en="The certificate {certificate} with the key {key} cannot be used: {reason}. Both must be PEM "
        "files that belong together, and the key must have no password.",
        fa="گواهی {certificate} با کلید {key} به کار نمی‌آید: {reason}. هر دو باید فایل PEM و جفت هم باشند "
        "و کلید نباید گذرواژه داشته باشد.",
    )


def server_tls(certificate: Path, key: Path) -> ssl.SSLContext:
    """What `serve` needs to speak TLS 1.2 or later with this certificate. Raises CertificateUnusable.

    The certificate's file may go on with those of the authorities between it and the root.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key, password=_refuse)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise CertificateUnusable(
            certificate=str(certificate), key=str(key), reason=reason or str(error)
        ) from error
    return context


def _refuse() -> str:
    # Without this, OpenSSL would ask whoever sits at the terminal.
    raise ValueError("password")
