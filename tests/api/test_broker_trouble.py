"""A broker elsewhere that is away, restarts, forgets, refuses, or is not what was expected."""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
from pathlib import Path

import pytest

from api import house
from api.brokers import mosquitto as provisioning
from api.certificate_files import CertificateFiles
from api.certificates import make_authority, make_server_certificate
from api.clock import utc_now
from api.composition import greet
from api.settings import Settings
from simulator import client_port
from tests.api.test_house_on_mosquitto import ADMINISTRATOR, QUOTED, at, hear_state
from tests.api.town import PATIENCE_S, town_of
from tests.mosquitto import Mosquitto, find_program, running_mosquitto

pytestmark = pytest.mark.mosquitto


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look more often than in a lab, where nobody waits for it."""
    monkeypatch.setattr(house, "RECONCILE_INTERVAL_S", 0.5)
    monkeypatch.setattr(client_port, "_LONGEST_PAUSE_S", 0.5)


async def says(caplog: pytest.LogCaptureFixture, sentence: str) -> None:
    """Wait until the house has logged this."""
    async with asyncio.timeout(PATIENCE_S):
        while sentence not in caplog.text:
            await asyncio.sleep(0.01)


def test_a_broker_that_comes_late_is_found(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    async def story(mosquitto: Mosquitto) -> None:
        mosquitto.stop()
        async with town_of(at(settings, mosquitto, f"{QUOTED}@")) as town:
            await says(caplog, f"The MQTT broker at 127.0.0.1:{mosquitto.port} cannot be reached")
            mosquitto.start()
            await says(caplog, "The MQTT broker is there again.")
            guest = await town.enter("demo", greet(town.settings).demo_token)
            await guest.subscribe("lab/demo/#")
            assert (await guest.hear("bridge/state")).payload == b'{"state":"online"}'

    with running_mosquitto([], dynamic_security=ADMINISTRATOR) as mosquitto:
        asyncio.run(story(mosquitto))


@pytest.mark.parametrize("forgets", ["messages", "users"])
def test_a_broker_that_restarts_is_told_everything_again(settings: Settings, forgets: str) -> None:
    async def story(mosquitto: Mosquitto) -> None:
        users = mosquitto.folder / "dynamic-security.json"
        fresh = users.read_bytes()
        async with town_of(at(settings, mosquitto, f"{QUOTED}@")) as town:
            opened = town.student("mina")
            (await town.api()).nudge()
            student = await hear_state(town, opened.lab, opened.token)
            mosquitto.kill()
            if forgets == "users":
                users.write_bytes(fresh)
            mosquitto.start()
            await student.let_in()
            await student.subscribe(f"{opened.lab.base}/#")
            assert (await student.hear("bridge/state")).payload == b'{"state":"online"}'
            assert json.loads((await student.hear("/corridor_lamp")).payload)["state"] == "OFF"

    with running_mosquitto([], dynamic_security=ADMINISTRATOR) as mosquitto:
        asyncio.run(story(mosquitto))


def test_what_somebody_changed_by_hand_is_put_right(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provisioning, "_LOOK_AGAIN_S", 0.0)

    async def story(mosquitto: Mosquitto) -> None:
        async with town_of(at(settings, mosquitto, f"{QUOTED}@")) as town:
            api = await town.api()
            await town.enter("demo", token := greet(town.settings).demo_token)
            control(mosquitto, "deleteClient", "demo")
            control(
                mosquitto, "addRoleACL", "khaneh-khaneh-internal", "publishClientSend", "other/#", "allow"
            )
            assert not await (await town.join("demo", token)).connected()
            api.nudge()
            await town.enter("demo", token)
            assert "other/#" not in control(mosquitto, "getRole", "khaneh-khaneh-internal")

    with running_mosquitto([], dynamic_security=ADMINISTRATOR) as mosquitto:
        asyncio.run(story(mosquitto))


def test_what_others_have_set_up_stays(settings: Settings) -> None:
    async def story(mosquitto: Mosquitto) -> None:
        control(mosquitto, "createRole", "projector")
        control(mosquitto, "createClient", "projector", "-p", "secret")
        async with town_of(at(settings, mosquitto, f"{QUOTED}@")) as town:
            await town.enter("demo", greet(town.settings).demo_token)
            assert await (await town.join("projector", "secret")).connected()
            assert "projector" in control(mosquitto, "listRoles")

    with running_mosquitto([], dynamic_security=ADMINISTRATOR) as mosquitto:
        asyncio.run(story(mosquitto))


def test_a_wrong_password_is_said(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    async def story(mosquitto: Mosquitto) -> None:
        async with town_of(at(settings, mosquitto, "administrator:guess@")):
            await says(caplog, "does not let administrator in: user name or password are wrong there")

    with running_mosquitto([], dynamic_security=ADMINISTRATOR) as mosquitto:
        asyncio.run(story(mosquitto))


def test_a_broker_without_dynamic_security_is_said(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provisioning, "_PATIENCE_S", 0.2)

    async def story(mosquitto: Mosquitto) -> None:
        async with town_of(at(settings, mosquitto, "somebody:something@")):
            await says(caplog, "does not obey somebody on $CONTROL/dynamic-security/v1")

    with running_mosquitto(["allow_anonymous true"]) as mosquitto:
        asyncio.run(story(mosquitto))


def test_an_operator_may_look_after_users(settings: Settings, tmp_path: Path) -> None:
    """With provisioning `none` the house is just a client, by the account of the URL."""
    rights = tmp_path / "rights"
    rights.write_text(
        "user house\ntopic readwrite lab/#\ntopic readwrite khaneh/#\nuser demo\ntopic readwrite lab/demo/#\n"
    )
    passwords = tmp_path / "passwords"
    make_passwords(passwords, {"house": "of the operator", "demo": "chosen"})

    async def story(mosquitto: Mosquitto) -> None:
        wanted = at(settings, mosquitto, "house:of%20the%20operator@", broker_provisioning="none")
        async with town_of(wanted) as town:
            guest = await town.enter("demo", "chosen")
            await guest.subscribe("lab/demo/#")
            assert (await guest.hear("bridge/state")).payload == b'{"state":"online"}'
            assert (await town.api()).connected

    lines = ["allow_anonymous false", f"password_file {passwords}", f"acl_file {rights}"]
    with running_mosquitto(lines) as mosquitto:
        asyncio.run(story(mosquitto))


def test_a_broker_is_reached_within_tls(settings: Settings, tmp_path: Path) -> None:
    async def story(mosquitto: Mosquitto) -> None:
        wanted = at(settings, mosquitto, f"{QUOTED}@", "mqtts", broker_ca=files.authority)
        async with town_of(wanted) as town:
            api = await town.api()
            async with asyncio.timeout(PATIENCE_S):
                while api.clock_of("demo") is None:
                    await asyncio.sleep(0.01)

    files = certificates(tmp_path)
    with running_mosquitto(tls_lines(files), dynamic_security=ADMINISTRATOR) as mosquitto:
        asyncio.run(story(mosquitto))


@pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_a_certificate_that_nobody_vouches_for_is_said(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(mosquitto: Mosquitto) -> None:
        async with town_of(at(settings, mosquitto, f"{QUOTED}@", "mqtts")):
            await says(caplog, "certificate verify failed")
        gc.collect()  # paho leaves a socket whose handshake failed to the garbage collector

    with running_mosquitto(tls_lines(certificates(tmp_path)), dynamic_security=ADMINISTRATOR) as mosquitto:
        asyncio.run(story(mosquitto))


def control(mosquitto: Mosquitto, *command: str) -> str:
    """Let the administrator carry out a command by hand."""
    name, password = ADMINISTRATOR
    reach = ["-h", mosquitto.host, "-p", str(mosquitto.port), "-u", name, "-P", password]
    program = [str(find_program("mosquitto_ctrl")), *reach, "dynsec", *command]
    return subprocess.run(program, check=True, capture_output=True, text=True, timeout=PATIENCE_S).stdout


def make_passwords(file: Path, users: dict[str, str]) -> None:
    file.touch(mode=0o600)
    for name, password in users.items():
        program = str(find_program("mosquitto_passwd"))
        subprocess.run([program, "-b", str(file), name, password], check=True, capture_output=True)


def certificates(folder: Path) -> CertificateFiles:
    files = CertificateFiles(folder)
    make_authority(files, utc_now())
    make_server_certificate(files, ["127.0.0.1"], utc_now())
    return files


def tls_lines(files: CertificateFiles) -> list[str]:
    return [f"certfile {files.server}", f"keyfile {files.server_key}"]
