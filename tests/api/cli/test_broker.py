"""`khaneh broker`, as a person runs it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import paho.mqtt.publish
import paho.mqtt.subscribe
import pytest

COMMAND = [sys.executable, "-P", "-c", "from api.cli.main import main; main()", "broker"]
PATIENCE_S = 30


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


@pytest.fixture
def started() -> list[subprocess.Popen[str]]:
    return []


@pytest.fixture
def stop(started: list[subprocess.Popen[str]]) -> Iterator[Any]:
    """Stops what was started, as Ctrl-C would; at the end of the test at the latest."""

    def stop() -> None:
        while started:
            process = started.pop()
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE_S)
            assert process.returncode == 0, "Ctrl-C is the way to stop it, so that is no failure"

    yield stop
    stop()


@pytest.fixture
def start(started: list[subprocess.Popen[str]], stop: Any) -> Any:
    """Starts a broker that says where it listens."""

    def start(*arguments: str) -> dict[str, Any]:
        process = subprocess.Popen(
            [*COMMAND, "--port", "0", "--json", *arguments], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        text = ""
        while not text.endswith("}\n"):
            line = process.stdout.readline()
            assert line, "the broker ended before it said where it listens"
            text += line
        return json.loads(text)

    return start


def test_without_users_it_makes_one_up_that_works(start) -> None:
    said = start()
    auth: Any = {"username": said["username"], "password": said["token"]}
    paho.mqtt.publish.single("any/topic", "1", 1, hostname=said["host"], port=said["port"], auth=auth)


def test_users_come_from_a_file(start, tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text("sara:t0ken:lab/sara\n")
    said = start("--users", str(file))
    assert "token" not in said
    auth: Any = {"username": "sara", "password": "t0ken"}
    paho.mqtt.publish.single("lab/sara/x", "1", 1, hostname=said["host"], port=said["port"], auth=auth)


def test_with_a_data_folder_it_goes_on_where_it_ended(start, stop, tmp_path: Path) -> None:
    users, data = tmp_path / "users", tmp_path / "data"
    users.write_text("sara:t0ken:lab/sara\n")
    auth: Any = {"username": "sara", "password": "t0ken"}
    said = start("--users", str(users), "--data", str(data))
    paho.mqtt.publish.single("lab/sara/x", "kept", 1, True, said["host"], said["port"], auth=auth)
    stop()
    said = start("--users", str(users), "--data", str(data))
    heard: Any = paho.mqtt.subscribe.simple(
        "lab/sara/#", hostname=said["host"], port=said["port"], auth=auth, keepalive=PATIENCE_S
    )
    assert heard.payload == b"kept"


def test_two_brokers_do_not_share_a_data_folder(start, tmp_path: Path) -> None:
    start("--data", str(tmp_path))
    ended = run("--port", "0", "--data", str(tmp_path))
    assert ended.returncode == 1
    assert "--data" in ended.stderr


def test_a_taken_port_gets_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = run("--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert str(port) in ended.stderr
    assert "--port" in ended.stderr


def test_a_mistake_in_the_users_file_gets_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text("u1:t:lab/u1\nu2:t:lab/#\n")
    ended = run("--users", str(file))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{file}, line 2, base: lab/# is not a base topic")
