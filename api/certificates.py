"""The lab's own certificates: an authority that students' programs trust, and a server certificate by it."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from api.addresses import lan_addresses
from api.certificate_files import CertificateFiles
from api.errors import ApiError
from devices.text import Text

AUTHORITY_LASTS = timedelta(days=3650)
SERVER_LASTS = timedelta(days=820)
"""Apple's systems refuse server certificates of more than 825 days."""
_CLOCKS_DIFFER = timedelta(days=1)
"""A certificate begins in the past: the clock of a student's board may be behind."""

_LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_HOST_NAME = re.compile(rf"(\*\.)?{_LABEL}(\.{_LABEL})*", re.IGNORECASE)


class NameUnusable(ApiError):
    """Neither a host name nor an address. Fields: name."""

    code = "name_unusable"
    words = Text(
        en="“{name}” is no host name and no IP address; write one such as lab.school.ir or 192.168.1.20.",
        fa="«{name}» نه نام میزبان است و نه نشانی IP؛ چیزی مانند lab.school.ir یا 192.168.1.20 بنویسید.",
    )


def names_of_this_machine() -> list[str]:
    """The names and addresses by which others may reach this machine."""
    name = socket.gethostname()
    own = [name, f"{name}.local"] if _HOST_NAME.fullmatch(name) else []
    return [*own, "localhost", "127.0.0.1", "::1", *lan_addresses()]


def check_names(names: Iterable[str]) -> None:
    """Raise NameUnusable unless a certificate can hold all of them."""
    for name in names:
        _alternative(name)


def make_authority(files: CertificateFiles, now: datetime) -> None:
    """A new authority in place of the one there may be."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Khaneh lab CA, {socket.gethostname()}"[:64])
    usage = _usage(key_cert_sign=True, crl_sign=True)
    certificate = (
        _builder(name, name, key.public_key(), now, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(files.authority_key, files.authority, key, certificate)


def make_server_certificate(files: CertificateFiles, names: Iterable[str], now: datetime) -> None:
    """A new server certificate by the authority that is there, for these names.

    Raises NameUnusable, OSError.
    """
    alternatives = [_alternative(name) for name in dict.fromkeys(names)]
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    authority_key = serialization.load_pem_private_key(files.authority_key.read_bytes(), None)
    assert isinstance(authority_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(_name("Khaneh"), authority.subject, key.public_key(), now, SERVER_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(_identifier_of(authority), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write(files.server_key, files.server, key, certificate)


def certificate_ends(file: Path) -> datetime:
    """When the certificate of a PEM file ceases to be good. Raises OSError, ValueError."""
    return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    begins = now - _CLOCKS_DIFFER
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(
    *, digital_signature: bool = False, key_cert_sign: bool = False, crl_sign: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _identifier_of(authority: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    identifier = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        if not _HOST_NAME.fullmatch(name):
            raise NameUnusable(name=name) from None
        return x509.DNSName(name)


def _write(
    key_file: Path, certificate_file: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate
) -> None:
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _replace(key_file, pem, 0o600)
    _replace(certificate_file, certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def _replace(file: Path, content: bytes, mode: int) -> None:
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(content)
    fresh.replace(file)
