"""The broker that is measured, as the load generator knows it."""

from __future__ import annotations

from dataclasses import dataclass

HOST = "127.0.0.1"
USERNAME = "bench"
"""The user of a broker under test; it reaches all topics, and its password costs the broker one hash."""
AS_SHIPPED = "bench-as-shipped"
"""Another user, whose password each broker keeps in the form that its own tools write."""
PASSWORD = "4f0c1d27a9e35b86"  # for a broker that lives for a minute, on the loopback address


@dataclass(frozen=True, slots=True)
class Target:
    """Where it listens on the loopback address, and the process whose means it uses."""

    port: int
    pid: int
