"""Starts the lab's own broker, as `khaneh broker` does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.broker.errors import BrokerDidNotStart
from benchmarks.broker.target import AS_SHIPPED, PASSWORD, USERNAME, Target
from benchmarks.process import ended

_COMMAND = (sys.executable, "-P", "-c", "from api.cli.main import main; main()", "broker")


@contextmanager
def run_ours() -> Iterator[Target]:
    """The broker in a process of its own, until the context is left. Raises `BrokerDidNotStart`."""
    with TemporaryDirectory() as folder:
        users = Path(folder, "users")
        lines = (f"{username}:{PASSWORD}:#\n" for username in (USERNAME, AS_SHIPPED))
        users.write_text("".join(lines), encoding="utf-8")
        command = [*_COMMAND, "--users", str(users), "--port", "0", "--json"]
        with ended(subprocess.Popen(command, stdout=subprocess.PIPE, text=True)) as process:
            yield Target(_port_of(process), process.pid)


def _port_of(process: subprocess.Popen[str]) -> int:
    """What the broker says of itself, one JSON document, ends with a brace on a line of its own."""
    assert process.stdout is not None
    said = ""
    while not said.endswith("}\n"):
        line = process.stdout.readline()
        if not line:
            raise BrokerDidNotStart(command="khaneh broker", said=said)
        said += line
    return int(json.loads(said)["port"])
