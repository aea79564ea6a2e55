"""The broker that is measured, as the load generator knows it."""

from __future__ import annotations

from dataclasses import dataclass

HOST = "127.0.0.1"
USERNAME = "bench"
PASSWORD = "4f0c1d27a9e35b86"  # for a broker that lives for a minute, on the loopback address
"""The one user of a broker under test, who reaches all topics."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where it listens on the loopback address, and the process whose means it uses."""

    port: int
    pid: int
