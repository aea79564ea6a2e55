"""`khaneh broker check`, as a person and a script run it."""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.brokers.mosquitto import MosquittoProvisioner
from api.certificate_files import CertificateFiles
from api.certificates import make_authority, make_server_certificate
from api.cli.main import main
from api.clock import utc_now
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.server import serve
from simulator.broker.tls import server_tls
from simulator.broker_address import BrokerAddress
from simulator.isolation.catalogue import ATTACKS
from simulator.remote_broker import RemoteBroker
from tests.mosquitto import running_mosquitto

PATIENCE_S = 60
USERS = ("--user", "u1:t1:lab/u1", "--user", "u2:t2:lab/u2")


@dataclass(frozen=True)
class Ended:
    """What a command has left: its exit status, and what it wrote."""

    status: int
    stdout: str
    stderr: str


Check = Callable[..., Ended]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs `khaneh broker check` with arguments and settings."""
    monkeypatch.setenv("KHANEH_LANGUAGE", "en")

    def check(*arguments: str, **settings: str) -> Ended:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["khaneh", "broker", "check", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsys.readouterr()
        return Ended(int(ended.value.code or 0), written.out, written.err)

    return check


@contextmanager
def broker(attackers_base: str = "lab/u2", tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A broker that runs elsewhere, with u1 and u2; the port on which it listens."""
    credentials = Credentials()
    for name, base in (("1", "lab/u1"), ("2", attackers_base)):
        credentials.put(User(f"u{name}", base), hash_token(f"t{name}".encode()))
    listening: Future[tuple[int, Callable[[], object]]] = Future()

    async def run() -> None:
        loop, finished = asyncio.get_running_loop(), asyncio.Event()
        core = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=credentials.authenticate)
        async with serve(core, "127.0.0.1", 0, tls) as server:
            listening.set_result((server.port, lambda: loop.call_soon_threadsafe(finished.set)))
            await finished.wait()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    port, stop = listening.result(PATIENCE_S)
    try:
        yield port
    finally:
        stop()
        thread.join(PATIENCE_S)


@pytest.fixture
def port() -> Iterator[int]:
    with broker() as port:
        yield port


@pytest.fixture
def leaky_port() -> Iterator[int]:
    """The attacker reaches everything."""
    with broker(attackers_base="#") as port:
        yield port


def test_alone_it_checks_the_labs_own_broker_and_finds_nothing(check: Check) -> None:
    ended = check()
    assert (ended.status, ended.stderr) == (0, "")
    assert ended.stdout.endswith("Nothing leaks: nothing was read, written, evicted or swallowed.\n")
    assert "MQTT 3.1.1: " in ended.stdout
    assert "MQTT 5: " in ended.stdout


def test_a_broker_that_runs_is_checked_by_the_users_given(check: Check, port: int) -> None:
    ended = check("--url", f"mqtt://127.0.0.1:{port}", *USERS)
    assert ended.status == 0, ended.stdout + ended.stderr
    assert "not tried: keep a subscription that has become forbidden" in ended.stdout
    assert ended.stdout.endswith("Nothing leaks as far as it could be tried.\n")


def test_a_leak_is_told_in_words_and_by_status_1(check: Check, leaky_port: int) -> None:
    ended = check("--url", f"mqtt://127.0.0.1:{leaky_port}", *USERS)
    assert (ended.status, ended.stderr) == (1, "")
    assert (
        "read: subscribe to everything: # at QoS 0 [subscribe-everything-qos0]. u2 received" in ended.stdout
    )
    assert "written: publish to another's topic at QoS 1 [publish-qos1]. u1 received" in ended.stdout
    assert "do not let students share it" in ended.stdout


def test_a_leak_is_told_in_persian_too(check: Check, leaky_port: int) -> None:
    ended = check("--url", f"mqtt://127.0.0.1:{leaky_port}", *USERS, KHANEH_LANGUAGE="fa")
    assert ended.status == 1
    assert "خوانده شد: مشترک شدن در همه چیز: # با QoS 0" in ended.stdout


def test_json_has_every_attack(check: Check, leaky_port: int) -> None:
    ended = check("--url", f"mqtt://127.0.0.1:{leaky_port}", *USERS, "--json", "--level", "5")
    document = json.loads(ended.stdout)
    assert (document["victim"], document["attacker"], document["levels"]) == ("u1", "u2", ["5"])
    named: dict[str, Any] = {attack["name"]: attack for attack in document["attacks"]}
    assert list(named) == [attack.name for attack in ATTACKS]
    leaks = [attack for attack in named.values() if attack["outcome"] == "leaked"]
    assert document["leaks"] == len(leaks)
    everything = named["subscribe-everything-qos2"]
    assert (everything["outcome"], everything["leak"], everything["level"]) == ("leaked", "read", "5")
    assert set(everything["says"]) == set(everything["tries"]) == {"en", "fa"}
    assert named["take-client-identifier"]["outcome"] == "held"
    assert named["anonymous"]["refusals"] == ["CONNACK 0x87"]


def test_an_encrypted_broker_is_checked_by_the_authority_that_is_given(check: Check, tmp_path: Path) -> None:
    files = CertificateFiles(tmp_path)
    make_authority(files, utc_now())
    make_server_certificate(files, ["127.0.0.1"], utc_now())
    with broker(tls=server_tls(files.server, files.server_key)) as port:
        url = f"mqtts://127.0.0.1:{port}"
        assert check("--url", url, *USERS, "--ca", str(files.authority), "--level", "5").status == 0
        ended = check("--url", url, *USERS)
        assert ended.status == 3
        assert "certificate" in ended.stderr


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (("--user", "u1:t1:lab/u1"), "give two users"),
        (("--user", "u1:lab/u1", "--user", "u2:t2:lab/u2"), "is not user:token:base"),
        (("--user", "u1:t1:lab/u1", "--user", "u2:t2:#"), "keeps nobody to anything"),
        (("--user", "u1:t1:lab/+", "--user", "u2:t2:lab/u2"), "keeps nobody to anything"),
        (("--user", "u1:t1:lab/u1", "--user", "u2:t2:lab/u1/x"), "neither may lie below"),
        (("--user", "u1:t1:lab/u1", "--user", "u1:t2:lab/u2"), "different users"),
        (("--url", "http://broker.school", *USERS), "no broker's address"),
        (("--url", "mqtt://broker.school"), "give two users"),
        (("--ca", "missing.pem", *USERS), "holds no certificates"),
        (("--level", "4"), "3.1.1, 5, both"),
    ],
)
def test_what_was_written_wrongly_is_a_matter_of_usage(
    check: Check, wrong: tuple[str, ...], why: str
) -> None:
    ended = check(*wrong)
    assert ended.status == 2, "status 1 says that something leaks"
    assert why in " ".join(ended.stderr.replace("│", " ").split())


def test_a_broker_that_cannot_be_reached_gets_status_3_and_one_sentence(check: Check) -> None:
    ended = check("--url", "mqtt://127.0.0.1:9", *USERS)
    assert ended.status == 3
    assert ended.stderr == "The broker at mqtt://127.0.0.1:9 cannot be reached: Connection refused.\n"


def test_a_user_who_is_not_let_in_gets_status_3(check: Check, port: int) -> None:
    ended = check("--url", f"mqtt://127.0.0.1:{port}", "--user", "u1:t1:lab/u1", "--user", "u2:wrong:lab/u2")
    assert ended.status == 3
    assert "does not let u2 in" in ended.stderr


def test_users_alone_go_to_the_broker_of_this_installation(check: Check, port: int) -> None:
    assert check(*USERS, "--level", "5", KHANEH_MQTT_PORT=str(port)).status == 0
    elsewhere = f"mqtt://127.0.0.1:{port}"
    ended = check(*USERS, "--level", "5", KHANEH_BROKER_URL=elsewhere, KHANEH_BROKER_PROVISIONING="none")
    assert ended.status == 0, ended.stderr


def test_at_a_broker_whose_users_the_operator_provides_two_must_be_given(check: Check) -> None:
    settings = {"KHANEH_BROKER_URL": "mqtt://127.0.0.1:9", "KHANEH_BROKER_PROVISIONING": "none"}
    assert check(**settings).status == 2


def test_a_mistaken_setting_is_no_leak(check: Check) -> None:
    assert check(KHANEH_BROKER_URL="broker.school").status == 2


@pytest.mark.mosquitto
def test_at_mosquitto_two_users_come_and_go_with_the_check(check: Check) -> None:
    """What it finds there is that client identifiers are everybody's."""
    with running_mosquitto([], dynamic_security=("admin", "secret")) as mosquitto:
        house = BrokerAddress(mosquitto.host, mosquitto.port, "admin", "secret")
        asyncio.run(MosquittoProvisioner(RemoteBroker(house, "house")).provide([], look=True))
        kept = mosquitto.folder / "dynamic-security.json"
        before = json.loads(kept.read_text())
        ended = check("--json", KHANEH_BROKER_URL=f"mqtt://admin:secret@{mosquitto.host}:{mosquitto.port}")
        after = json.loads(kept.read_text())
    assert ended.status == 1, ended.stderr
    document = json.loads(ended.stdout)
    outcomes = {attack["name"]: attack["outcome"] for attack in document["attacks"]}
    assert {name for name, outcome in outcomes.items() if outcome == "leaked"} == {
        "take-client-identifier",
        "take-client-identifier-resuming",
        "drain-session",
        "discard-session",
    }
    assert "not_tried" not in outcomes.values()
    assert (before["clients"], before["roles"]) == (after["clients"], after["roles"])
