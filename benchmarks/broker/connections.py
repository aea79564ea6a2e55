"""How fast clients get in, and what each of them takes while it says nothing."""

from __future__ import annotations

import socket

from benchmarks.broker import packets
from benchmarks.broker.client import PATIENCE_S
from benchmarks.broker.errors import BrokerFailed
from benchmarks.broker.meter import Meter
from benchmarks.broker.target import HOST, USERNAME, Target
from benchmarks.process import resident_bytes

_AT_ONCE = 50
_BEFORE = 20


def measure_connects(target: Target, count: int, username: str) -> dict[str, float]:
    """`s` clients get their CONNACK in a second, fifty of them at a time; all stay until the end.

    `cpu_us` is what each of them took of the broker.
    """
    with Meter(target) as meter:
        clients = _connect(target, count, username)
    _disconnect(clients)
    return {
        "s": count / meter.seconds,
        "cpu_us": meter.cpu_seconds / count * 1e6,
        "generator_share": meter.generator_share,
    }


def measure_idle(target: Target, count: int) -> dict[str, float]:
    """`idle_kb_per_connection`: what a fresh broker's memory grows by, divided by the connections.

    What the very first connections bring into memory is not counted.
    """
    _disconnect(_connect(target, _BEFORE, USERNAME))
    before = resident_bytes(target.pid)
    clients = _connect(target, count, USERNAME)
    grown = resident_bytes(target.pid) - before
    _disconnect(clients)
    return {"idle_kb_per_connection": grown / 1_000 / count}


def _connect(target: Target, count: int, username: str) -> list[socket.socket]:
    clients: list[socket.socket] = []
    while len(clients) < count:
        beginning = [
            _introduce(target, packets.connect(f"idle-{number}", username))
            for number in range(len(clients), min(len(clients) + _AT_ONCE, count))
        ]
        for client in beginning:
            answer = client.recv(len(packets.CONNACK))
            if answer != packets.CONNACK:
                raise BrokerFailed(what=f"CONNACK {answer.hex()}")
        clients += beginning
    return clients


def _introduce(target: Target, connect: bytes) -> socket.socket:
    client = socket.socket()
    client.settimeout(PATIENCE_S)
    client.connect((HOST, target.port))
    client.sendall(connect)
    return client


def _disconnect(clients: list[socket.socket]) -> None:
    """Leave in good order, and wait until the broker has let go of each client."""
    for client in clients:
        client.sendall(packets.DISCONNECT)
    for client in clients:
        client.recv(1)
        client.close()
