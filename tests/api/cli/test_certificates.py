"""`khaneh certificates`: a lab's own authority, and a certificate that programs accept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtensionOID

from api.certificate_files import certificate_files
from api.certificates import NameUnusable, make_authority, make_server_certificate
from api.clock import utc_now

COMMAND = [sys.executable, "-P", "-c", "from api.cli.main import main; main()", "certificates"]


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "--data", str(data), *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def made(data: Path, *arguments: str) -> dict[str, str]:
    said: dict[str, str] = json.loads(run(data, "--json", *arguments).stdout)
    return said


def names_in(file: str) -> list[str]:
    certificate = x509.load_pem_x509_certificate(Path(file).read_bytes())
    names = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    assert isinstance(names, x509.SubjectAlternativeName)
    return [str(name.value) for name in names]


def test_the_certificate_is_for_this_machine_and_whatever_else_it_is_called(tmp_path: Path) -> None:
    said = made(tmp_path, "--name", "lab.school.ir", "--name", "10.1.2.3")
    assert {"lab.school.ir", "10.1.2.3", "localhost", "127.0.0.1", "::1"} <= set(said["names"])
    assert names_in(said["certificate"]) == said["names"]


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    made(tmp_path / "data")
    folder = tmp_path / "data" / "tls"
    for path in (tmp_path / "data", folder, *folder.glob("*-key.pem")):
        assert path.stat().st_mode & 0o077 == 0, f"{path} can be read by others"
    assert len(list(folder.iterdir())) == 4


def test_what_is_there_is_replaced_only_when_that_is_asked_for(tmp_path: Path) -> None:
    said = made(tmp_path)
    files = sorted((tmp_path / "tls").iterdir())
    before = [file.read_bytes() for file in files]
    again = run(tmp_path)
    assert (again.returncode, len(again.stderr.splitlines())) == (1, 1)
    assert "--renew" in again.stderr
    assert [file.read_bytes() for file in files] == before
    authority = Path(said["authority"]).read_bytes()
    assert made(tmp_path, "--renew")["authority"] == said["authority"]
    assert Path(said["authority"]).read_bytes() == authority, "--renew keeps the authority that students have"
    assert all(
        old != file.read_bytes() for old, file in zip(before, files, strict=True) if "server" in file.name
    )
    made(tmp_path, "--new-authority")
    assert Path(said["authority"]).read_bytes() != authority


@pytest.mark.parametrize("name", ["a b", "http://lab", "lab/", "", "300.1.2.3.4:80", "خانه", "-lab", "lab."])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    files = certificate_files(tmp_path)
    make_authority(files, utc_now())
    with pytest.raises(NameUnusable):
        make_server_certificate(files, [name], utc_now())


def test_a_name_that_is_none_gets_one_sentence_and_makes_nothing(tmp_path: Path) -> None:
    ended = run(tmp_path, "--name", "a b")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1), ended.stderr
    assert not (tmp_path / "tls").exists()


def test_it_says_what_a_student_does_with_it(tmp_path: Path) -> None:
    printed = run(tmp_path, "--name", "lab.school.ir").stdout
    for words in ("tls_set(ca_certs=", "--cafile", "http://lab.school.ir:8000/api/lab-ca.pem", "8883"):
        assert words in printed
