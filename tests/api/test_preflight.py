"""What keeps the lab from starting is said in one sentence, with the way out."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.brokers.url import BrokerUrlMistaken
from api.data_lock import AlreadyRunning, sole_use
from api.preflight import DataFolderUnwritable, PortInUse, check_before_start, check_data_folder, check_port
from api.settings import Settings
from tests.ports import free_port

KHANEH = [sys.executable, "-P", "-c", "from api.cli.main import main; main()"]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])


@pytest.mark.parametrize("option", ["--port", "--mqtt-port"])
def test_up_names_the_taken_port_and_the_option_and_leaves(
    tmp_path: Path, taken_port: int, option: str
) -> None:
    ports = {"--port": free_port(), "--mqtt-port": free_port(), option: taken_port}
    given = [str(word) for pair in ports.items() for word in pair]
    command = [*KHANEH, "up", "--host", "127.0.0.1", "--data", str(tmp_path / "data"), *given]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1, run.stderr
    assert str(taken_port) in run.stderr
    assert option in run.stderr


def test_taken_port_is_said_in_persian_too(taken_port: int) -> None:
    with pytest.raises(PortInUse) as refused:
        check_port("127.0.0.1", taken_port, "--port")
    assert "--port" in refused.value.says.fa


def test_free_port_is_free_again_after_the_check() -> None:
    port = free_port()
    for _ in range(2):
        check_port("127.0.0.1", port, "--port")


def test_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("")
    with pytest.raises(DataFolderUnwritable) as refused:
        check_data_folder(file / "data")
    assert str(file / "data") in str(refused.value)


def test_a_data_folder_has_one_lab(tmp_path: Path) -> None:
    with sole_use(tmp_path), pytest.raises(AlreadyRunning) as refused, sole_use(tmp_path):
        pass
    assert str(tmp_path) in refused.value.says.fa
    with sole_use(tmp_path):
        pass


def test_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    check_data_folder(tmp_path / "new" / "data")
    assert (tmp_path / "new" / "data").stat().st_mode & 0o077 == 0


def test_a_broker_elsewhere_needs_no_port_here_but_an_address(tmp_path: Path, taken_port: int) -> None:
    settings = Settings(
        data=tmp_path, port=free_port(), mqtt_port=taken_port, broker_url="mqtt://admin:secret@broker"
    )
    check_before_start(settings)
    with pytest.raises(BrokerUrlMistaken):
        check_before_start(settings.model_copy(update={"broker_url": "mqtt://broker"}))
