"""`khaneh broker users`: what an operator needs who looks after the broker himself."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from api.brokers.lab_users import read_lab_users
from api.cli.lab_users.command import users
from api.clock import utc_now
from api.composition import greet
from api.existing_lab import NoLabYet
from api.installation_secret import installation_secret
from api.services.labs import open_lab
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from api.store.houses import MqttCredential
from api.store.people import User
from simulator.broker.users import read_users
from tests.api.test_preflight import KHANEH


def test_it_prints_what_khaneh_broker_reads(settings: Settings, tmp_path: Path) -> None:
    run = subprocess.run(
        [*KHANEH, "broker", "users", "--data", str(settings.data)], capture_output=True, text=True, check=True
    )
    assert run.stdout == f"demo:{greet(settings).demo_token}:lab/demo\n"
    file = tmp_path / "users"
    file.write_text(run.stdout)
    read_users(file)


def test_as_json_and_with_every_lab(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(settings.database)
    sessions, mina = open_sessions(engine), User(id="mina", role="student", name="مینا", created_at=utc_now())
    with sessions.begin() as session:
        session.add(mina)
    opened = open_lab(sessions, installation_secret(settings.data), mina, "motion-light", utc_now())
    users(settings.data, json=True)
    printed = json.loads(capsys.readouterr().out)
    assert {"user": opened.lab.id, "token": opened.token, "base": opened.lab.base} in printed
    with sessions.begin() as session:
        session.get_one(MqttCredential, opened.lab.id).nonce = None
    assert [user.name for user in read_lab_users(settings)] == ["demo"], "only who can be told"
    engine.dispose()


def test_a_folder_without_a_lab_is_said_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(NoLabYet, match="khaneh up"):
        read_lab_users(Settings(data=tmp_path))
    assert list(tmp_path.iterdir()) == []
