"""The file of a broker's memory: whatever happens to it, a broker can begin."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.broker.memory import Changes, Memory, RetainedMemory
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5
from simulator.broker.storage.database import Storage
from simulator.broker.storage.opening import open_storage
from tests.simulator.broker.lasting_lab import NOVEMBER_2026_MS, LastingLab

LASTING = {"level": MQTT_5, "clean_start": False, "properties": {"session_expiry_interval": 3600}}


def wall_ms() -> int:
    return NOVEMBER_2026_MS


def opened(file: Path) -> tuple[Storage, Memory]:
    return open_storage(file, wall_ms, 0)


def memory_in(file: Path) -> Memory:
    storage, memory = opened(file)
    storage.close()
    return memory


def payloads(memory: Memory) -> list[bytes]:
    return [kept.message.payload for kept in memory.retained]


def kept(number: int) -> Changes:
    """Two topics that always change together."""
    return Changes(
        0,
        tuple(
            (topic, RetainedMemory(Message(topic, b"%d" % number, retain=True), "u1", None, number))
            for topic in ("a", "b")
        ),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A broker's memory with something of everything, as a power cut leaves it."""
    file = tmp_path / "broker.sqlite"
    lab = LastingLab(file)
    will = Message("lab/u1/will", b"gone", properties={"will_delay_interval": 5})
    sleeper = lab.connect("s", will=will, **LASTING)
    sleeper.subscribe("lab/u1/#", qos=2)
    publisher = lab.connect("p")
    for number in range(20):
        publisher.publish(f"lab/u1/{number}", b"%d" % number * 50, qos=number % 3, retain=True)
        if number == 10:
            sleeper.vanish()
    lab.save()
    lab.storage.close()
    return file


@pytest.fixture
def aside(file: Path) -> Path:
    return file.with_name("broker.set-aside.sqlite")


DAMAGES = {
    "nothing in it": lambda whole: b"\xff" * len(whole),
    "cut in the middle": lambda whole: whole[: len(whole) // 2],
    "cut within the first page": lambda whole: whole[:100],
    "pages of zeros": lambda whole: whole[:4096] + bytes(len(whole) - 4096),
    "a text": lambda whole: "این یک پایگاه داده نیست".encode(),
    "noise in the middle": lambda whole: whole[:5000] + b"\x5a" * 3000 + whole[8000:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_set_aside_and_said_in_the_log(file, aside, damage, caplog) -> None:
    damaged = damage(file.read_bytes())
    file.write_bytes(damaged)
    with caplog.at_level(logging.ERROR, "khaneh.broker"):
        storage, memory = opened(file)
    assert memory == Memory(), "the broker begins without a memory"
    assert aside.read_bytes() == damaged, "what was there should not be lost"
    assert "set aside as broker.set-aside.sqlite" in caplog.text
    storage.save(kept(1))
    storage.close()
    assert payloads(memory_in(file)) == [b"1", b"1"]


def test_an_empty_file_is_a_new_one(tmp_path) -> None:
    file = tmp_path / "broker.sqlite"
    file.touch()
    assert memory_in(file) == Memory()
    assert [each.name for each in tmp_path.iterdir()] == ["broker.sqlite"]


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 2", "DROP TABLE wills", "DELETE FROM sessions"])
def test_a_file_of_another_version_or_make_is_set_aside(file, aside, statement, caplog) -> None:
    with sqlite3.connect(file) as database:
        database.execute(statement)
    database.close()
    assert memory_in(file) == Memory()
    assert aside.exists()


def test_somebody_elses_database_is_set_aside(tmp_path, caplog) -> None:
    file = tmp_path / "broker.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE marks (name, mark)")
    database.close()
    assert memory_in(file) == Memory()
    assert (tmp_path / "broker.set-aside.sqlite").exists()


def test_only_the_last_damaged_file_is_kept(file, aside, caplog) -> None:
    for damaged in (b"first", b"second"):
        file.write_bytes(damaged)
        memory_in(file)
    assert aside.read_bytes() == b"second"
    assert len(list(file.parent.iterdir())) == 2


COLUMNS = [
    ("retained", "qos", 7),
    ("retained", "payload", "text"),
    ("retained", "topic", "lab/#"),
    ("retained", "properties", b"\x05\x99"),
    ("deliveries", "wanted_qos", 0),
    ("deliveries", "packet_id", 70_000),
    ("deliveries", "identifiers", "{"),
    ("deliveries", "client_id", "nobody"),
    ("sessions", "state", "{}"),
    ("sessions", "client_id", "somebody else"),
    ("wills", "topic", ""),
    ("runs", "number", "many"),
]


@pytest.mark.parametrize(
    ("table", "column", "value"), COLUMNS, ids=[f"{each[0]}.{each[1]}" for each in COLUMNS]
)
def test_what_no_broker_has_written_is_not_believed(file, aside, table, column, value, caplog) -> None:
    with sqlite3.connect(file) as database:
        database.execute(
            f"UPDATE {table} SET {column} = ? WHERE rowid = (SELECT max(rowid) FROM {table})", (value,)
        )
    database.close()
    assert memory_in(file) == Memory()
    assert aside.exists()


def test_a_file_that_somebody_holds_is_left_alone(file, aside, monkeypatch) -> None:
    """It may be whole: a house that is not quite gone yet still writes."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **named, timeout=0))
    holder = connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError):
        opened(file)
    holder.close()
    assert not aside.exists()
    assert memory_in(file).sessions


def test_what_is_saved_is_whole_or_not_there(tmp_path) -> None:
    file = tmp_path / "broker.sqlite"
    storage, _ = opened(file)
    storage.save(kept(1))
    first, (topic, _) = kept(2).retained
    broken = Changes(0, (first, (topic, RetainedMemory(None, "u1", None, 2))))
    with pytest.raises(AttributeError):
        storage.save(broken)
    storage.close()
    assert payloads(memory_in(file)) == [b"1", b"1"]


SAVES = """
import sys
from pathlib import Path
from simulator.broker.storage.opening import open_storage
from simulator.broker.memory import Changes, RetainedMemory
from simulator.broker.message import Message
storage, _ = open_storage(Path(sys.argv[1]), lambda: 0, 0)
for number in range(1, 1_000_000):
    messages = [(topic, Message(topic, b"%d" % number, retain=True)) for topic in ("a", "b")]
    kept = tuple((topic, RetainedMemory(each, "u1", None, number)) for topic, each in messages)
    storage.save(Changes(0, kept))
    print(number, flush=True)
"""


def test_what_was_saved_outlives_a_killed_process(tmp_path) -> None:
    file = tmp_path / "broker.sqlite"
    process = subprocess.Popen([sys.executable, "-c", SAVES, str(file)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(50):
        process.stdout.readline()
    process.kill()
    said = process.communicate()[0].split()
    last = int(said[-1]) if said else 50
    first, second = payloads(memory_in(file))
    assert first == second, "a save is there as a whole"
    assert int(first) in (last, last + 1), "what was told to be saved is there"


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_torn_write_leaves_the_save_before_it(data: st.DataObject) -> None:
    """The last save had not reached the disk as a whole: of SQLite's log there is only a part."""
    with tempfile.TemporaryDirectory() as folder:
        file, log = Path(folder) / "broker.sqlite", Path(folder) / "broker.sqlite-wal"
        storage, _ = opened(file)
        storage.save(kept(1))
        before = len(log.read_bytes())
        storage.save(kept(2))
        torn = Path(folder) / "torn"
        torn.mkdir()
        for each in (file, log):
            shutil.copy(each, torn)
        storage.close()
        after = len((torn / log.name).read_bytes())
        end = data.draw(st.integers(before, after - 1))
        whole = (torn / log.name).read_bytes()
        (torn / log.name).write_bytes(whole[:end] + bytes(data.draw(st.sampled_from((0, after - end)))))
        assert payloads(memory_in(torn / file.name)) == [b"1", b"1"]
        assert not (torn / "broker.set-aside.sqlite").exists()


@pytest.fixture(scope="module")
def whole_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "broker.sqlite"
    lab = LastingLab(file)
    sleeper = lab.connect("s", will=Message("lab/u1/will", b"gone"), **LASTING)
    sleeper.subscribe("lab/u1/#", qos=2)
    for number in range(30):
        lab.connect("p").publish(f"lab/u1/{number}", b"%d" % number, qos=number % 3, retain=True)
    lab.restart().storage.close()
    return file


@given(
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=40)),
        min_size=1,
        max_size=4,
    )
)
@settings(deadline=None, max_examples=150)
def test_a_broker_begins_whatever_the_disk_made_of_the_file(whole_file: Path, spots) -> None:
    content = bytearray(whole_file.read_bytes())
    for where, noise in spots:
        start = int(where * len(content))
        content[start : start + len(noise)] = noise
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "broker.sqlite"
        file.write_bytes(content)
        logging.disable()
        try:
            lab = LastingLab(file)
        finally:
            logging.disable(logging.NOTSET)
        lab.connect("s", **LASTING).received()
        watcher = lab.connect("w")
        watcher.subscribe("lab/u1/#", qos=1)
        lab.connect("p").publish("lab/u1/new", b"x", qos=1, retain=True)
        assert ("lab/u1/new", b"x") in watcher.messages()
        lab.save()
        lab.storage.close()
