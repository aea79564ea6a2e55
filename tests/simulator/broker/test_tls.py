"""The broker's certificate: what cannot be used is said before anybody connects."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from api.certificate_files import CertificateFiles, certificate_files
from api.certificates import make_authority, make_server_certificate
from api.clock import utc_now
from simulator.broker.tls import CertificateUnusable, server_tls


@pytest.fixture
def files(tmp_path: Path) -> CertificateFiles:
    made = certificate_files(tmp_path)
    make_authority(made, utc_now())
    make_server_certificate(made, ["localhost"], utc_now())
    return made


def test_tls_1_2_is_the_oldest_that_is_spoken(files: CertificateFiles) -> None:
    assert server_tls(files.server, files.server_key).minimum_version == ssl.TLSVersion.TLSv1_2


def test_a_key_of_another_certificate_is_refused(files: CertificateFiles) -> None:
    with pytest.raises(CertificateUnusable) as refused:
        server_tls(files.server, files.authority_key)
    assert str(files.authority_key) in refused.value.says.en


def test_a_key_with_a_password_is_refused_and_nobody_is_asked_for_it(files: CertificateFiles) -> None:
    key = serialization.load_pem_private_key(files.server_key.read_bytes(), None)
    locked = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"password"),
    )
    files.server_key.write_bytes(locked)
    with pytest.raises(CertificateUnusable):
        server_tls(files.server, files.server_key)


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_what_is_no_certificate_is_refused(files: CertificateFiles, content: bytes | None) -> None:
    files.server.unlink() if content is None else files.server.write_bytes(content)
    with pytest.raises(CertificateUnusable):
        server_tls(files.server, files.server_key)
