"""How punctual a house is at the pace of the wall, and what that takes of a processor core."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from typing import Any

from benchmarks.broker.packets import CONNACK, SUBACK_LENGTH
from benchmarks.live.errors import HouseFailed
from benchmarks.live.house_on_broker import UPDATES
from benchmarks.live.subscriber import introduction, messages_in
from benchmarks.process import ended
from benchmarks.statistics import percentile

_COMMAND = (sys.executable, "-P", "-m", "benchmarks.live.paced_house")
_PATIENCE_S = 120.0
_READ_BYTES = 262_144


def measure_realtime(devices: int, settle_s: float, seconds: float) -> dict[str, float]:
    """So many thermometers, with one subscriber on TCP. Raises HouseFailed.

    An update is late by the time from when it was due, by the lab's clock as it stood when the house had
    settled, to when its last byte was there. A house that gives up time stays late.
    """
    command = [*_COMMAND, str(devices), str(settle_s), str(seconds)]
    house = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with ended(house) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        port = _port_of(process.stdout.readline())
        with socket.create_connection(("127.0.0.1", port), _PATIENCE_S) as subscriber:
            _subscribe(subscriber)
            process.stdin.write("live\n")
            process.stdin.flush()
            chunks, at_s = _receive(subscriber)
        account = json.loads(process.stdout.readline() or "null")
    if account is None:
        raise HouseFailed(said="")
    late_ms = lateness_ms(account, [at_s[number] for number in messages_in(chunks)])
    return {
        "devices": devices,
        "updates_s": len(late_ms) / seconds,
        "engine_core_share": account["core_share"],
        "lateness_p50_ms": percentile(late_ms, 0.5),
        "lateness_p99_ms": percentile(late_ms, 0.99),
    }


def lateness_ms(account: dict[str, Any], arrived_s: list[float]) -> list[float]:
    """Of each update while the house was measured. Raises HouseFailed if one was lost on its way.

    Updates arrive in the order in which they were said, for there is but one connection on either side.
    """
    due_ms = [due for due in account["due_ms"] if due <= account["ended_ms"]]
    if len(due_ms) > len(arrived_s):
        raise HouseFailed(said=f"{len(due_ms)} updates, of which {len(arrived_s)} arrived")
    late_ms = [
        (at_s - account["begins_s"]) * 1000 - due
        for due, at_s in zip(due_ms, arrived_s, strict=False)
        if due > account["settled_ms"]
    ]
    if not late_ms:
        raise HouseFailed(said="no update")
    return late_ms


def _port_of(said: str) -> int:
    if not said.strip().isdigit():
        raise HouseFailed(said=said)
    return int(said)


def _subscribe(subscriber: socket.socket) -> None:
    """Return when the broker has granted it, so that not even the first word of the house is missed."""
    subscriber.sendall(introduction(UPDATES))
    answer = b""
    while len(answer) < len(CONNACK) + SUBACK_LENGTH:
        part = subscriber.recv(_READ_BYTES)
        if not part:
            raise HouseFailed(said=answer.hex())
        answer += part


def _receive(subscriber: socket.socket) -> tuple[list[bytes], list[float]]:
    """Everything until the broker closes the connection, and when each part of it was there."""
    chunks: list[bytes] = []
    at_s: list[float] = []
    while chunk := subscriber.recv(_READ_BYTES):
        at_s.append(time.monotonic())
        chunks.append(chunk)
    return chunks, at_s
