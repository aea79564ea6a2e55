"""A bare stage for the guest: a broker without a house, and a bell that rings at given moments."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import greenlet
import pytest

import exercises.lockstep
from exercises.lockstep.conductor import Conductor, Conversation
from exercises.lockstep.guest.frames import CLOSE, DATA, Item
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.message import Message

LOCKSTEP = Path(exercises.lockstep.__file__).parent
SITE = Path(greenlet.__file__).parent.parent
WALL_LIMIT_S = 30


class BellStage:
    """A broker in simulated time on which `bell` is published at each of `rings` (ms)."""

    def __init__(self, rings: list[int]) -> None:
        self.now_ms = 0
        self.overrun = False
        self.heard: list[tuple[int, str, str]] = []
        self._rings = sorted(rings)
        self._broker = Broker(clock_ms=lambda: self.now_ms, authenticate=lambda *_: User("student", "lab"))
        house = self._broker.attach(User("house", "#"), "house", self._hear)
        house.subscribe("lab/#")
        self._house = house
        self._connections: dict[int, object] = {}

    def _hear(self, message: Message) -> None:
        self.heard.append((self.now_ms, message.topic, message.payload.decode()))

    def topics_heard(self) -> list[tuple[int, str]]:
        """What the program published: when and where."""
        return [(at, topic) for at, topic, _ in self.heard if topic != "lab/bell"]

    def next_due_ms(self) -> int | None:
        due = [*self._rings[:1], *filter(None, [self._broker.next_due_ms()])]
        return min(due) if due else None

    def run_until(self, at_ms: int) -> None:
        while (due := self.next_due_ms()) is not None and due <= at_ms:
            self.now_ms = max(self.now_ms, due)
            self._broker.run_due()
            while self._rings and self._rings[0] <= self.now_ms:
                self._rings.pop(0)
                self._house.publish(Message("lab/bell", b"ding"))
        self.now_ms = max(self.now_ms, at_ms)

    @property
    def connected(self) -> bool:
        return bool(self._connections)

    def open(self, connection: int, target: str) -> None:
        self._connections[connection] = self._broker.open()

    def receive(self, connection: int, data: bytes) -> None:
        self._connections[connection].receive(data)

    def close(self, connection: int) -> None:
        self._connections.pop(connection).lost()

    def close_all(self) -> None:
        for connection in list(self._connections):
            self.close(connection)

    def take_output(self) -> list[Item]:
        items = []
        pending = self._broker.take_pending()
        for number, connection in list(self._connections.items()):
            if connection in pending:
                if data := connection.take():
                    items.append(Item(DATA, number, data))
                if connection.closing:
                    items.append(Item(CLOSE, number))
                    del self._connections[number]
        return items


@dataclass(frozen=True)
class Play:
    """What came of a program: how it ended, what it printed, and what the broker heard."""

    conversation: Conversation
    output: str
    stage: BellStage


def guest_command(program: Path, channel: int, **more: object) -> list[str]:
    """The command that starts a guest without confinement."""
    arguments = {
        "channel": channel,
        "path": str(program),
        "epoch_ns": 1_768_422_600 * 10**9,  # 2026-01-15 00:00 in Birjand
        "chance_seed": 1,
        "broker_ports": [1883],
        "host_names": ["broker"],
        **more,
    }
    code = f"import sys; sys.path += {[str(LOCKSTEP), str(SITE)]!r}; from guest.bootstrap import main; main(**{arguments!r})"
    return [sys.executable, "-P", "-s", "-S", "-B", "-c", code]


@pytest.fixture
def play(tmp_path: Path) -> Callable[..., Play]:
    """Run a program's text in lockstep for `for_s` simulated seconds."""

    def run(
        program: str,
        *,
        for_s: float = 3600,
        rings_s: list[float] | None = None,
        interrupt_s: int | None = None,
        **more: object,
    ) -> Play:
        file = tmp_path / "program.py"
        file.write_text(program, encoding="utf-8")
        ours, theirs = socket.socketpair()
        stage = BellStage([round(ring * 1000) for ring in rings_s or []])
        with (
            ours,
            subprocess.Popen(
                guest_command(file, theirs.fileno(), **more),
                pass_fds=[theirs.fileno()],
                cwd=tmp_path,
                env={"PYTHONHASHSEED": "0", "TZ": "<+0330>-3:30"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            ) as process,
        ):
            theirs.close()
            ours.settimeout(WALL_LIMIT_S)
            interrupt_ms = None if interrupt_s is None else interrupt_s * 1000
            try:
                conversation = Conductor(
                    stage, ours, end_ms=round(for_s * 1000), interrupt_ms=interrupt_ms
                ).run()
            except TimeoutError:
                process.kill()
                raise
            output = process.communicate()[0].decode()
        return Play(conversation, output, stage)

    return run
