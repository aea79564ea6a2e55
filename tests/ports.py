"""Ports on loopback that are free, in an order of its own for each process of a test run.

They lie below the ports that the system gives to clients, so that nobody takes one between its choice and its use.
"""

from __future__ import annotations

import itertools
import os
import socket

_FIRST, _COUNT = 20_000, 12_000
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_steps = itertools.count(os.getpid() * 101 + _WORKER * _COUNT // 2)


def free_port() -> int:
    """A port that nothing listens on, and that is not given again for a long time."""
    for step in _steps:
        port = _FIRST + step % _COUNT
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
    raise AssertionError("there is always a next step")
