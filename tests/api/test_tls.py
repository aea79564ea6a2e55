"""MQTT over TLS, as students use it: the authority is fetched from the page, and nothing else is trusted."""

from __future__ import annotations

import json
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import paho.mqtt.publish
import pytest
from paho.mqtt.client import MQTTv5

from api.certificate_files import CertificateIncomplete, certificate_files
from api.certificates import make_authority, make_server_certificate
from api.clock import utc_now
from api.preflight import PortInUse, check_before_start
from api.settings import Settings
from simulator.broker.tls import CertificateUnusable
from tests.api.running_lab import Lab
from tests.api.test_preflight import KHANEH
from tests.api.test_up import Up
from tests.ports import free_port

PATIENCE_S = 60


def make_certificates(data: Path, *names: str) -> None:
    files = certificate_files(data)
    make_authority(files, utc_now())
    make_server_certificate(files, names or ("localhost", "127.0.0.1"), utc_now())


@contextmanager
def khaneh_broker(*arguments: str) -> Iterator[dict[str, str]]:
    """`khaneh broker` with what it said when it listened."""
    command = [*KHANEH, "broker", "--port", "0", "--json", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        lines = iter(process.stdout.readline, "}\n")
        yield json.loads("".join(lines) + "}")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE_S)


@pytest.fixture
def tls_broker(tmp_path: Path) -> Iterator[dict[str, str]]:
    make_certificates(tmp_path)
    files = certificate_files(tmp_path)
    options = ["--tls-certificate", str(files.server), "--tls-key", str(files.server_key)]
    with khaneh_broker(*options) as said:
        yield {**said, "ca": str(files.authority)}


def publish(said: dict[str, str], **tls: object) -> None:
    auth = {"username": said["username"], "password": said["token"]}
    paho.mqtt.publish.single(
        "x", "1", 1, hostname=said["host"], port=int(said["port"]), auth=auth, tls=tls, protocol=MQTTv5
    )


def test_paho_trusts_the_labs_authority(tls_broker: dict[str, str]) -> None:
    assert tls_broker["scheme"] == "mqtts"
    publish(tls_broker, ca_certs=tls_broker["ca"])


def shake_hands(said: dict[str, str], context: ssl.SSLContext) -> None:
    with (
        socket.create_connection((said["host"], int(said["port"])), PATIENCE_S) as plain,
        context.wrap_socket(plain, server_hostname=said["host"]),
    ):
        pass


def test_who_trusts_another_authority_does_not_connect(tls_broker: dict[str, str], tmp_path: Path) -> None:
    make_certificates(tmp_path / "other")
    other = certificate_files(tmp_path / "other").authority
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(tls_broker, ssl.create_default_context(cafile=other))


def test_certificate_of_another_machine_is_not_taken(tmp_path: Path) -> None:
    make_certificates(tmp_path, "lab.school.ir")
    files = certificate_files(tmp_path)
    options = ["--tls-certificate", str(files.server), "--tls-key", str(files.server_key)]
    with khaneh_broker(*options) as said, pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(said, ssl.create_default_context(cafile=files.authority))


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1:DeprecationWarning")
def test_older_versions_of_tls_are_refused(tls_broker: dict[str, str]) -> None:
    context = ssl.create_default_context(cafile=tls_broker["ca"])
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError):
        shake_hands(tls_broker, context)


@pytest.mark.mosquitto
def test_mosquitto_pub_trusts_the_labs_authority(tls_broker: dict[str, str]) -> None:
    command = ["mosquitto_pub", "-h", tls_broker["host"], "-p", str(tls_broker["port"]), "-t", "x", "-m", "1"]
    command += ["-q", "1", "-u", tls_broker["username"], "-P", tls_broker["token"]]
    trusted = subprocess.run([*command, "--cafile", tls_broker["ca"]], timeout=PATIENCE_S, check=False)
    assert trusted.returncode == 0
    other = subprocess.run(
        [*command, "--tls-use-os-certs"], timeout=PATIENCE_S, check=False, capture_output=True
    )
    assert other.returncode != 0


def test_up_serves_tls_once_there_are_certificates(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    make_certificates(data)
    up = Up(data, {"--mqtts-port": port})
    try:
        assert up.find(r"MQTT over TLS\s+(\S+),") == f"mqtts://localhost:{port}"
        fetched = httpx.get(up.find(r"to be trusted\s+(\S+)"))
        assert fetched.text == certificate_files(data).authority.read_text()
        authority = tmp_path / "fetched.pem"
        authority.write_text(fetched.text)
        auth = {"username": "demo", "password": up.find(r"token (\S+),")}
        paho.mqtt.publish.single(
            "lab/demo/x", "1", 1, hostname="127.0.0.1", port=port, auth=auth, tls={"ca_certs": str(authority)}
        )
    finally:
        assert up.stop() == 0


def test_a_lab_shows_its_tls_port_and_authority_once_there_are_certificates(lab: Lab) -> None:
    student = lab.student()
    made = student.post("/api/labs", json={"exercise": "motion-light"}).json()
    assert (made["mqtt"]["tls_port"], made["mqtt"]["tls_authority"]) == (None, None)
    assert lab.stranger().get("/api/lab-ca.pem").status_code == 404
    make_certificates(lab.service.settings.data)
    shown = student.get(f"/api/labs/{made['id']}").json()
    assert shown["mqtt"]["tls_port"] == lab.service.settings.mqtts_port
    fetched = lab.stranger().get(shown["mqtt"]["tls_authority"])
    assert fetched.text.startswith("-----BEGIN CERTIFICATE-----")
    assert "PRIVATE" not in fetched.text


def settings_with(tmp_path: Path, **given: object) -> Settings:
    ports = {"port": free_port(), "mqtt_port": free_port(), "mqtts_port": free_port()}
    return Settings(**{"data": tmp_path / "data", "host": "127.0.0.1", **ports, **given})  # type: ignore[arg-type]


def test_the_operators_own_certificate_comes_before_the_labs(tmp_path: Path) -> None:
    make_certificates(tmp_path / "data")
    missing = settings_with(tmp_path, tls_certificate=tmp_path / "no.pem", tls_key=tmp_path / "no-key.pem")
    with pytest.raises(CertificateUnusable) as refused:
        check_before_start(missing)
    assert str(tmp_path / "no.pem") in refused.value.says.fa
    with pytest.raises(CertificateIncomplete):
        check_before_start(settings_with(tmp_path, tls_key=tmp_path / "no-key.pem"))


def test_port_0_speaks_no_tls(tmp_path: Path) -> None:
    broken = {"tls_certificate": tmp_path / "no.pem", "tls_key": tmp_path / "no.pem"}
    check_before_start(settings_with(tmp_path, mqtts_port=0, **broken))


def test_a_taken_port_is_named_with_its_option(tmp_path: Path) -> None:
    make_certificates(tmp_path / "data")
    settings = settings_with(tmp_path)
    taken = settings.model_copy(update={"mqtts_port": free_port()})
    with socket.create_server(("127.0.0.1", taken.mqtts_port)), pytest.raises(PortInUse) as refused:
        check_before_start(taken)
    assert "--mqtts-port" in str(refused.value)
