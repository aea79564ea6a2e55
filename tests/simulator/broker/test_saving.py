"""The saver around a broker: restores, saves about once a second, and lets the broker live when it cannot."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from simulator.broker import saving as module
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.message import Message
from simulator.broker.saving import saving
from simulator.broker.storage.database import Storage

PATIENCE_S = 20


class Keeper:
    """A broker, and a client that keeps messages there."""

    def __init__(self) -> None:
        self.broker = Broker(clock_ms=lambda: 0, authenticate=lambda *_: None, records_changes=True)
        self._client = self.broker.attach(User("u1", "lab/u1"), "c", lambda _: None)

    def keep(self, payload: bytes) -> None:
        self._client.publish(Message("lab/u1/x", payload, retain=True))

    def kept(self) -> list[bytes]:
        return [memory.message.payload for _, memory in self.broker.take_everything().retained if memory]


@contextlib.asynccontextmanager
async def keeper_of(file: Path) -> AsyncIterator[Keeper]:
    keeper = Keeper()
    async with saving(keeper.broker, file, lambda: 0):
        yield keeper


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "broker.sqlite"


@pytest.fixture
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is saved by itself before the test is over."""
    monkeypatch.setattr(module, "SAVE_EVERY_S", PATIENCE_S)


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has a second for each test."""
    monkeypatch.setattr(module, "SAVE_EVERY_S", 0.01)
    monkeypatch.setattr(module, "TRY_AGAIN_EVERY_S", 0.01)


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story())


def saved(file: Path) -> list[bytes]:
    """What is retained according to the file, as somebody else sees it."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return [payload for (payload,) in database.execute("SELECT payload FROM retained")]


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.01)


def test_a_broker_that_is_stopped_saves_once_more(file, seldom) -> None:
    async def story() -> None:
        async with keeper_of(file) as keeper:
            keeper.keep(b"1")
        async with keeper_of(file) as keeper:
            assert keeper.kept() == [b"1"]

    run(story)


def test_what_changes_is_saved_while_the_broker_runs(file, often) -> None:
    async def story() -> None:
        async with keeper_of(file) as keeper:
            for payload in (b"1", b"2"):
                keeper.keep(payload)
                await until(lambda wanted=payload: saved(file) == [wanted])

    run(story)


def test_nothing_is_written_while_nothing_changes(file, often, monkeypatch) -> None:
    saves: list[Any] = []
    monkeypatch.setattr(Storage, "save", lambda _storage, changes, anew=False: saves.append(changes))

    async def story() -> None:
        async with keeper_of(file) as keeper:
            keeper.keep(b"1")
            await until(lambda: bool(saves))
            asked: list[None] = []
            take = keeper.broker.take_changes
            keeper.broker.take_changes = lambda: (asked.append(None), take())[1]
            await until(lambda: len(asked) > 3)

    run(story)
    assert len(saves) == 1


def test_a_disk_that_fails_is_told_once_and_all_is_saved_when_it_is_well_again(
    file, often, monkeypatch, caplog
) -> None:
    save, attempts, is_full = Storage.save, [], [False]

    def save_or_fail(storage: Storage, changes: Any, anew: bool = False) -> None:
        attempts.append(changes)
        if is_full[0]:
            raise sqlite3.OperationalError("database or disk is full")
        save(storage, changes, anew)

    monkeypatch.setattr(Storage, "save", save_or_fail)

    async def story() -> None:
        async with keeper_of(file) as keeper:
            keeper.keep(b"1")
            await until(lambda: bool(attempts))
            is_full[0] = True
            keeper.keep(b"2")
            await until(lambda: len(attempts) > 4)
            is_full[0] = False
            await until(lambda: saved(file) == [b"2"])

    with caplog.at_level(logging.WARNING, "khaneh.broker"):
        run(story)
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert "cannot be saved" in caplog.messages[0]
    assert "again" in caplog.messages[1]


def test_a_file_that_is_damaged_while_the_broker_runs_is_replaced(file, often, monkeypatch, caplog) -> None:
    save = Storage.save

    def damage(storage: Storage, *_: Any, **__: Any) -> None:
        monkeypatch.setattr(Storage, "save", save)
        storage.close()
        file.write_bytes(b"no database any more")
        raise sqlite3.DatabaseError("database disk image is malformed")

    async def story() -> None:
        async with keeper_of(file) as keeper:
            keeper.keep(b"1")
            await until(lambda: saved(file) == [b"1"])
            monkeypatch.setattr(Storage, "save", damage)
            keeper.keep(b"2")
            await until(lambda: "again" in caplog.text)
        async with keeper_of(file) as keeper:
            assert keeper.kept() == [b"2"]

    run(story)
    assert file.with_name("broker.set-aside.sqlite").exists()


def test_the_broker_lives_without_a_file_where_none_can_be(tmp_path, often, caplog) -> None:
    folder = tmp_path / "broker.sqlite"
    folder.mkdir()

    async def story() -> None:
        async with keeper_of(folder) as keeper:
            keeper.keep(b"1")
            assert keeper.kept() == [b"1"]

    run(story)
    assert "begins without its memory" in caplog.messages[0]
    assert len(caplog.messages) == 1, "it is told once"
