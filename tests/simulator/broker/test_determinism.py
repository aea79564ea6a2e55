"""Graded runs use this broker: the same bytes at the same times give the same bytes, in any process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

PROGRAM = """
import hashlib
from simulator.broker.core import Broker, User
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import Connect, Publish, Subscribe, SubscriptionOptions

seen, now_ms = hashlib.sha256(), 0
broker = Broker(
    clock_ms=lambda: now_ms,
    authenticate=lambda name, _: User(name, f"lab/{name}"),
    observe=lambda observation: seen.update(repr(observation).encode()),
)
for round in range(300):
    now_ms += 700
    broker.run_due()
    user = "ab"[round % 2]
    topic = f"lab/{user}/{round % 7}"
    connection = broker.open()
    will = Message(topic, b"gone", round % 3, round % 5 == 0)
    connection.receive(
        encode(Connect(f"client {round % 11}", round % 3 == 0, 1 + round % 9, user, b"", will))
        + encode(Subscribe(1, ((f"lab/{user}/#", SubscriptionOptions(round % 3)), (topic, SubscriptionOptions(1)))))
        + encode(Publish(Message(topic, b"on", 1, round % 4 == 0), packet_id=1))
    )
    for pending in broker.take_pending():
        seen.update(b"%d" % pending.number + pending.take())
print(seen.hexdigest())
"""


def run(hash_seed: str) -> str:
    command = [sys.executable, "-c", PROGRAM]
    ended = subprocess.run(
        command, env={"PYTHONHASHSEED": hash_seed}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_no_order_depends_on_hashes() -> None:
    assert run("1") == run("2"), "something iterates in the order of a set or of hashes"
