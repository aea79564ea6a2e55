"""A real Mosquitto for tests; mark those with `@pytest.mark.mosquitto`.

    with running_mosquitto([], dynamic_security=("admin", "secret")) as broker:
        ...  # broker.host, broker.port; broker.stop() and broker.start() restart it on the same port

A plain context manager, good inside `async def` too: to start takes milliseconds. `make setup-test` sees to it
that there is a Mosquitto (`scripts/mosquitto-binary`), so these tests never skip.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.ports import free_port

START_PATIENCE_S = 20.0
STOP_PATIENCE_S = 10.0
_POLL_S = 0.01
_ROOTS = (Path(sys.prefix) / "mosquitto", Path("/"))
_PLUGIN = "mosquitto_dynamic_security.so"


class MosquittoMissing(Exception):
    """There is no Mosquitto here, or it did not start; the message says what to do."""


def find_program(name: str = "mosquitto") -> Path:
    """A program of Mosquitto: in the environment (`.venv/mosquitto`), on the PATH, or in /usr/sbin."""
    brought = [str(_ROOTS[0] / "usr" / folder) for folder in ("sbin", "bin")]
    path = os.pathsep.join([*brought, os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", "/usr/bin"])
    found = shutil.which(name, path=path)
    if found is None:
        raise MosquittoMissing(f"{name} is not installed: run scripts/mosquitto-binary")
    return Path(found)


def find_dynamic_security() -> Path:
    """The dynamic-security plugin that belongs to the broker of `find_program`."""
    for root in _ROOTS:
        for folder in ("usr/lib/*", "usr/lib", "usr/lib64", "usr/local/lib"):
            for found in sorted(root.glob(f"{folder}/{_PLUGIN}")):
                return found
    raise MosquittoMissing(f"{_PLUGIN} is not installed: run scripts/mosquitto-binary")


@dataclass
class Mosquitto:
    """A broker process. `stop` and `start` may be called again and again; address and files stay."""

    folder: Path
    """Where its configuration, its log and what it persists lie."""
    port: int
    host: str = "127.0.0.1"
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _guard: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int:
        """The process, for those who measure it."""
        assert self._process is not None, "Mosquitto is not running"
        return self._process.pid

    @property
    def log(self) -> str:
        """What it has logged until now."""
        return (self.folder / "log").read_text(errors="replace")

    def start(self) -> None:
        """Start it and wait until it listens. Raises MosquittoMissing with its log if it does not."""
        command = [str(find_program()), "-c", str(self.folder / "mosquitto.conf")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._guard = _guard_over(self._process.pid)
        for _ in range(int(START_PATIENCE_S / _POLL_S)):
            if self._answers():
                return
            try:
                self._process.wait(_POLL_S)
            except subprocess.TimeoutExpired:
                continue
            break
        self.stop()
        raise MosquittoMissing(f"Mosquitto did not start:\n{self.log}")

    def stop(self) -> None:
        """End it in an orderly way, and by force if it hangs."""
        process = self._release()
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End it as a loss of power does: nothing is persisted, no connection is closed in order."""
        process = self._release()
        if process is not None:
            process.kill()
            process.wait()

    def _release(self) -> subprocess.Popen[bytes] | None:
        process, self._process = self._process, None
        guard, self._guard = self._guard, None
        if guard is not None:
            guard.kill()
            guard.communicate()
        return process

    def _answers(self) -> bool:
        try:
            socket.create_connection((self.host, self.port), 1.0).close()
        except OSError:
            return False
        return True


@contextmanager
def running_mosquitto(
    config: Sequence[str], dynamic_security: tuple[str, str] | None = None
) -> Iterator[Mosquitto]:
    """A Mosquitto with these lines of configuration, listening on loopback; it surely ends with the block.

    With `dynamic_security` (username, password of the first administrator) it runs under that plugin,
    fresh from `mosquitto_ctrl dynsec init`. Options of the listener (such as `max_connections`) may
    stand in `config`; another listener may be added. Persistence is off unless `config` turns it on; its
    file lies in `broker.folder` then. Raises MosquittoMissing.
    """
    with tempfile.TemporaryDirectory(prefix="mosquitto-") as name:
        broker = Mosquitto(Path(name), free_port())
        lines = [*_beginning(broker), *config]
        if dynamic_security is not None:
            lines += _dynamic_security(broker.folder, *dynamic_security)
        (broker.folder / "mosquitto.conf").write_text("\n".join(lines) + "\n")
        try:
            broker.start()
            yield broker
        finally:
            broker.stop()


def _guard_over(pid: int) -> subprocess.Popen[bytes]:
    """Ends Mosquitto when the tests themselves are killed: what it reads from comes to an end then."""
    command = ["sh", "-c", f"cat; kill -KILL {pid}"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)


def _beginning(broker: Mosquitto) -> list[str]:
    # Started by root it would become another user, who may not write here.
    user = ["user root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*user, f"persistence_location {broker.folder}/", f"listener {broker.port} {broker.host}"]


def _dynamic_security(folder: Path, username: str, password: str) -> list[str]:
    file = folder / "dynamic-security.json"
    control = [str(find_program("mosquitto_ctrl")), "dynsec", "init", str(file), username, password]
    subprocess.run(control, check=True, capture_output=True)
    return [f"plugin {find_dynamic_security()}", f"plugin_opt_config_file {file}"]
