"""Starts Eclipse Mosquitto under the same conditions as the lab's own broker.

It keeps its messages in memory, logs nothing, sends without Nagle's delay, and lets as many messages be under
way and wait. A password costs it one hash, as a token costs us: SHA-512 with salt, which Mosquitto still
reads. Only the user `AS_SHIPPED` has the 101 rounds of PBKDF2 that `mosquitto_passwd` writes.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.broker.client import PATIENCE_S, Client, let_in
from benchmarks.broker.errors import BrokerDidNotStart
from benchmarks.broker.target import AS_SHIPPED, HOST, PASSWORD, USERNAME, Target
from benchmarks.process import ended
from simulator.broker.limits import Limits

_SALT = b"twelve bytes"


def find_mosquitto() -> Path | None:
    """The broker's program: what `scripts/mosquitto-binary` has brought, or the system's own, or None."""
    folders = (Path(sys.prefix, "mosquitto/usr/sbin"), Path("/usr/sbin"), Path("/usr/local/sbin"))
    found = [folder / "mosquitto" for folder in folders if (folder / "mosquitto").is_file()]
    on_path = shutil.which("mosquitto")
    return found[0] if found else Path(on_path) if on_path else None


@contextmanager
def run_mosquitto(program: Path) -> Iterator[Target]:
    """The broker in a process of its own, until the context is left. Raises `BrokerDidNotStart`."""
    port = _free_port()
    with TemporaryDirectory() as name:
        configuration = _configure(Path(name), port)
        command = [str(program), "-c", str(configuration)]
        with ended(subprocess.Popen(command, stderr=subprocess.DEVNULL)) as process:
            target = Target(port, process.pid)
            asyncio.run(_wait_for(target, process))
            yield target


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


def _configure(folder: Path, port: int) -> Path:
    limits = Limits()
    passwords, configuration = folder / "passwords", folder / "mosquitto.conf"
    passwords.write_text(
        f"{USERNAME}:{_sha512(PASSWORD)}\n{AS_SHIPPED}:{_pbkdf2(PASSWORD)}\n", encoding="utf-8"
    )
    lines = (
        "user root",  # stay who starts it: only root is ever asked to become somebody else
        f"listener {port} {HOST}",
        "allow_anonymous false",
        f"password_file {passwords}",
        "persistence false",
        "log_dest none",
        "set_tcp_nodelay true",
        f"max_inflight_messages {limits.inflight}",
        f"max_queued_messages {limits.queued_messages}",
        f"max_queued_bytes {limits.queued_bytes}",
    )
    configuration.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return configuration


def _sha512(password: str) -> str:
    return _entry("6", hashlib.sha512(password.encode() + _SALT).digest())


def _pbkdf2(password: str) -> str:
    rounds = 101
    return _entry(f"7${rounds}", hashlib.pbkdf2_hmac("sha512", password.encode(), _SALT, rounds))


def _entry(method: str, digest: bytes) -> str:
    return f"${method}${base64.b64encode(_SALT).decode()}${base64.b64encode(digest).decode()}"


async def _wait_for(target: Target, process: subprocess.Popen[bytes]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while process.poll() is None:
            try:
                client = await let_in(target, Client(), "first")
            except ConnectionRefusedError:
                await asyncio.sleep(0.02)
            else:
                client.close()
                return
    raise BrokerDidNotStart(command="mosquitto", said=str(process.returncode))
