"""The supervisor: starts, starts again, stops all, and takes its children with it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from api.supervisor import Child, Supervisor, children_of

PATIENCE_S = 60
CHILD = "tests.api.supervised_child"
# Another package's `tests` lies among the installed ones; ours is to be found before it.
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
SUPERVISE = """
import asyncio, os, sys
from api.supervisor import Child, Supervisor
async def main():
    child = Child("child", "tests.api.supervised_child", (sys.argv[1],))
    await Supervisor([child], dict(os.environ)).run(1, lambda: None)
asyncio.run(main())
"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(PATIENCE_S)
        yield listener


def port_of(listener: socket.socket) -> str:
    return str(listener.getsockname()[1])


def meet(listener: socket.socket) -> tuple[socket.socket, int]:
    """The next child that reports: its connection and process id."""
    connection, _ = listener.accept()
    connection.settimeout(PATIENCE_S)
    return connection, int(connection.recv(16))


def test_what_dies_is_started_again_and_stop_stops_all(listener: socket.socket) -> None:
    async def story() -> None:
        supervisor = Supervisor([Child("child", CHILD, (port_of(listener),))], ENVIRONMENT)
        ready = asyncio.Event()
        running = asyncio.create_task(supervisor.run(int(port_of(listener)), ready.set))
        await asyncio.wait_for(ready.wait(), PATIENCE_S)
        connections = [await asyncio.to_thread(listener.accept)]
        first, pid = await asyncio.to_thread(meet, listener)
        os.kill(pid, signal.SIGKILL)
        second, other = await asyncio.to_thread(meet, listener)
        assert other != pid
        supervisor.stop()
        await asyncio.wait_for(running, PATIENCE_S)
        assert second.recv(1) == b"", "the child outlived the supervisor's stop"
        for each in (first, second, connections[0][0]):
            each.close()

    asyncio.run(story())


def test_children_end_with_a_supervisor_that_was_killed(listener: socket.socket) -> None:
    supervisor = subprocess.Popen([sys.executable, "-P", "-c", SUPERVISE, port_of(listener)], env=ENVIRONMENT)
    connection, _ = meet(listener)
    supervisor.kill()
    supervisor.wait()
    assert connection.recv(1) == b"", "the child goes on without its supervisor"
    connection.close()


def test_a_lab_is_house_api_and_workers_and_no_worker_without_confinement() -> None:
    settings = Settings(workers=2)
    named = [child.name for child in children_of(settings, grading=True)]
    assert named == ["house", "api", "worker-1", "worker-2"]
    assert [child.name for child in children_of(settings, grading=False)] == ["house", "api"]


def test_children_never_import_from_the_working_folder() -> None:
    for child in children_of(Settings(workers=1), grading=True):
        assert "-P" in child.command
