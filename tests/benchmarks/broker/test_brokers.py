"""The brokers that are measured let in the load generator, and nobody else: a figure without that is no comparison."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.broker import mosquitto, packets
from benchmarks.broker.client import Client, let_in
from benchmarks.broker.errors import BrokerDidNotStart, BrokerFailed, MessagesLost
from benchmarks.broker.mosquitto import find_mosquitto, run_mosquitto
from benchmarks.broker.ours import run_ours
from benchmarks.broker.target import HOST, Target
from benchmarks.broker.throughput import measure_throughput


@contextmanager
def run_theirs() -> Iterator[Target]:
    program = find_mosquitto()
    assert program is not None, "these tests need Mosquitto"
    with run_mosquitto(program) as target:
        yield target


BROKERS = [run_ours, pytest.param(run_theirs, marks=pytest.mark.mosquitto)]


@pytest.mark.parametrize("run", BROKERS)
def test_every_message_is_delivered_and_counted(run):
    with run() as target:
        for qos in (0, 1):
            figures = asyncio.run(measure_throughput(target, qos, 0.02))
            assert figures["msgs_s"] > 0


@pytest.mark.parametrize("run", BROKERS)
def test_a_wrong_password_is_refused(run, monkeypatch):
    async def come_in(target: Target) -> None:
        await let_in(target, Client(), "stranger")

    monkeypatch.setattr(packets, "PASSWORD", "guess")
    with run_quietly(run, monkeypatch) as target, pytest.raises(BrokerFailed):
        asyncio.run(come_in(target))


@contextmanager
def run_quietly(run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    """Without asking whether the broker lets us in."""

    async def do_not_wait(target: Target, process: object) -> None:
        while True:
            try:
                _, writer = await asyncio.open_connection(HOST, target.port)
            except ConnectionRefusedError:
                await asyncio.sleep(0)
            else:
                writer.close()
                await writer.wait_closed()
                return

    monkeypatch.setattr(mosquitto, "_wait_for", do_not_wait)
    with run() as target:
        yield target


def test_mosquitto_is_taken_from_the_environment_first(tmp_path, monkeypatch):
    brought = tmp_path / "mosquitto/usr/sbin/mosquitto"
    brought.parent.mkdir(parents=True)
    brought.touch()
    monkeypatch.setattr(mosquitto.sys, "prefix", str(tmp_path))
    assert find_mosquitto() == brought


def test_a_program_that_ends_at_once_did_not_start():
    with pytest.raises(BrokerDidNotStart), run_mosquitto(Path("/bin/false")):
        pass


def test_errors_pass_from_the_load_generators_process_to_ours():
    error = pickle.loads(pickle.dumps(MessagesLost(delivered=3, published=4)))
    assert isinstance(error, MessagesLost)
    assert error.fields == {"delivered": 3, "published": 4}
