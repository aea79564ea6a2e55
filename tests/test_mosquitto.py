"""The Mosquitto that other tests measure against: it starts, restarts and surely ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mosquitto import (
    Mosquitto,
    MosquittoMissing,
    find_dynamic_security,
    find_program,
    running_mosquitto,
)

PATIENCE_S = 30
pytestmark = pytest.mark.mosquitto


def publish(broker: Mosquitto, *options: str) -> int:
    command = ["mosquitto_pub", "-h", broker.host, "-p", str(broker.port), "-t", "a", "-m", "b", *options]
    return subprocess.run(command, capture_output=True, check=False, timeout=30).returncode


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    return True


def test_it_listens_with_the_given_configuration() -> None:
    with running_mosquitto(["allow_anonymous true"]) as broker:
        assert publish(broker) == 0
    with running_mosquitto(["allow_anonymous false"]) as broker:
        assert publish(broker) != 0


def test_it_restarts_on_the_same_port() -> None:
    with running_mosquitto(["allow_anonymous true"]) as broker:
        broker.stop()
        assert publish(broker) != 0
        broker.start()
        assert publish(broker) == 0


def test_dynamic_security_lets_the_administrator_in_and_nobody_else() -> None:
    with running_mosquitto([], dynamic_security=("admin", "secret")) as broker:
        assert publish(broker) != 0
        assert publish(broker, "-u", "admin", "-P", "wrong") != 0
        assert publish(broker, "-u", "admin", "-P", "secret") == 0


def test_it_ends_with_the_block_even_when_that_fails() -> None:
    seen: list[int] = []

    def fail() -> None:
        with running_mosquitto(["allow_anonymous true"]) as broker:
            seen.append(broker.pid)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not is_running(seen[0])


def test_nothing_listens_once_it_was_stopped() -> None:
    with running_mosquitto(["allow_anonymous true"]) as broker:
        pass
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((broker.host, broker.port), 1).close()


def test_a_mistake_in_the_configuration_is_told_with_the_log() -> None:
    with pytest.raises(MosquittoMissing, match="no_such_option"), running_mosquitto(["no_such_option 1"]):
        pass


def test_programs_and_plugin_are_found() -> None:
    assert find_program().name == "mosquitto"
    assert find_program("mosquitto_ctrl").is_file()
    assert find_dynamic_security().is_file()


def test_it_ends_even_when_the_tests_are_killed() -> None:
    story = (
        "import sys; from tests.mosquitto import running_mosquitto\n"
        "with running_mosquitto(['allow_anonymous true']) as broker:\n"
        "    print(broker.port, flush=True); sys.stdin.read()"
    )
    tests = subprocess.Popen(
        [sys.executable, "-c", story],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert tests.stdout is not None
    port = int(tests.stdout.readline())
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as connection:
        tests.kill()
        tests.communicate()
        assert connection.recv(1) == b"", "its connections end with it"
