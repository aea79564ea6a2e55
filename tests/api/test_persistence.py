"""What the broker of a lab remembers when its process is killed: sessions and retained messages in the data folder."""

from __future__ import annotations

import contextlib
import queue
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from api.clock import utc_now
from api.installation_secret import installation_secret
from api.services.labs import OpenedLab, open_lab, remove_lab, renew_token
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.houses import LiveLab
from api.store.people import User
from simulator.broker.saving import MEMORY_FILE

PATIENCE_S = 60


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.02)


class Device:
    """A student's own client with a session that is to last."""

    def __init__(self, settings: Settings, opened: OpenedLab, name: str, **will: Any) -> None:
        self.base = opened.lab.base
        self._heard: queue.Queue[MQTTMessage] = queue.Queue()
        self._connected: queue.Queue[bool] = queue.Queue()
        self._subscribed: queue.Queue[None] = queue.Queue()
        self.client = Client(CallbackAPIVersion.VERSION2, name, clean_session=False)
        self.client.username_pw_set(opened.lab.id, opened.token)
        if will:
            self.client.will_set(**will)
        self.client.on_connect = lambda _c, _d, flags, _r, _p: self._connected.put(flags.session_present)
        self.client.on_subscribe = lambda *_: self._subscribed.put(None)
        self.client.on_message = lambda _c, _d, message: self._heard.put(message)
        self.client.connect("127.0.0.1", settings.mqtt_port)
        self.client.loop_start()
        self.was_remembered = self._connected.get(timeout=PATIENCE_S)

    def subscribe(self, topic: str) -> None:
        self.client.subscribe(f"{self.base}/{topic}", qos=1)
        self._subscribed.get(timeout=PATIENCE_S)

    def publish(self, topic: str, payload: bytes, retain: bool = False) -> None:
        self.client.publish(f"{self.base}/{topic}", payload, 1, retain).wait_for_publish(PATIENCE_S)

    def hear(self) -> tuple[str, bytes, bool]:
        message = self._heard.get(timeout=PATIENCE_S)
        return message.topic.removeprefix(f"{self.base}/"), message.payload, message.retain

    def leave(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


class HouseProcess:
    """The house in a process of its own, over and over on the same data folder."""

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self.settings = settings
        self.sessions = sessions
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-P", "-m", "api.house"]
        self._process = subprocess.Popen(command, env=self.settings.environment())
        until(self._listens, "the broker should listen")

    def end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(PATIENCE_S)
            self._process = None

    def open_lab(self) -> OpenedLab:
        user = User(id="mina", role="student", name="mina", created_at=utc_now())
        with self.sessions.begin() as session:
            session.add(user)
        secret = installation_secret(self.settings.data)
        return open_lab(self.sessions, secret, user, "motion-light", utc_now())

    def remove(self, opened: OpenedLab) -> None:
        with self.sessions.begin() as session:
            remove_lab(session, session.get_one(LiveLab, opened.lab.id))

    def remembered(self, opened: OpenedLab) -> set[str]:
        """What the file holds of a lab: sessions, and topics below its base."""
        with contextlib.closing(sqlite3.connect(self.settings.data / MEMORY_FILE)) as database:
            sessions = database.execute("SELECT client_id FROM sessions WHERE user = ?", (opened.lab.id,))
            found = {f"session {client_id}" for (client_id,) in sessions}
            for table in ("retained", "deliveries"):
                below = database.execute(
                    f"SELECT topic FROM {table} WHERE topic LIKE ?", (f"{opened.lab.base}/%",)
                )
                found |= {f"{table} {topic.removeprefix(opened.lab.base + '/')}" for (topic,) in below}
        return found

    def _listens(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "the house should be running"
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.settings.mqtt_port)).close()
            return True
        return False


@pytest.fixture
def house(settings: Settings) -> Iterator[HouseProcess]:
    engine = open_engine(settings.database)
    house = HouseProcess(settings, open_sessions(engine))
    yield house
    house.end(signal.SIGKILL)
    engine.dispose()


ALL = {"session sleeper", "deliveries alarm", "retained note"}


def leave_something(house: HouseProcess, opened: OpenedLab) -> None:
    """A sleeping client, a message that waits for it, and a retained one."""
    sleeper = Device(house.settings, opened, "sleeper")
    sleeper.subscribe("alarm")
    sleeper.leave()
    other = Device(house.settings, opened, "other")
    other.publish("alarm", "دود در آشپزخانه".encode())
    other.publish("note", b"hello", retain=True)
    other.leave()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_sleeping_clients_and_retained_messages_outlive_the_house(house, number) -> None:
    opened = house.open_lab()
    house.start()
    leave_something(house, opened)
    if number == signal.SIGKILL:
        until(lambda: house.remembered(opened) >= ALL, "all of it should be saved about a second later")
    house.end(number)
    assert house.remembered(opened) >= ALL, "a house that is told to stop saves before it does"
    house.start()
    sleeper = Device(house.settings, opened, "sleeper")
    assert sleeper.was_remembered
    assert sleeper.hear() == ("alarm", "دود در آشپزخانه".encode(), False)
    sleeper.subscribe("note")
    assert sleeper.hear() == ("note", b"hello", True)
    sleeper.leave()


def test_a_device_that_was_connected_when_the_power_failed_is_offline_afterwards(house) -> None:
    opened = house.open_lab()
    house.start()
    will = {"topic": f"{opened.lab.base}/pump", "payload": b"offline", "qos": 1, "retain": True}
    device = Device(house.settings, opened, "pump", **will)
    device.publish("pump", b"online", retain=True)
    until(lambda: house.remembered(opened) >= {"session pump", "retained pump"}, "the device should be saved")
    device.client.loop_stop()
    house.end(signal.SIGKILL)
    house.start()
    watcher = Device(house.settings, opened, "watcher")
    watcher.subscribe("pump")
    assert watcher.hear() == ("pump", b"offline", True)
    watcher.leave()


@pytest.mark.parametrize("is_up", [True, False], ids=["while the house is up", "while it is down"])
def test_a_lab_that_is_removed_leaves_nothing(house, is_up) -> None:
    opened = house.open_lab()
    house.start()
    leave_something(house, opened)
    until(lambda: house.remembered(opened) >= ALL, "all of it should be saved")
    if is_up:
        house.remove(opened)
    else:
        house.end(signal.SIGKILL)
        house.remove(opened)
        house.start()
    until(lambda: not house.remembered(opened), "nothing should be left of the lab")


def test_a_renewed_token_ends_the_sessions_of_the_old_one(house) -> None:
    opened = house.open_lab()
    house.start()
    leave_something(house, opened)
    until(lambda: house.remembered(opened) >= ALL, "all of it should be saved")
    with house.sessions.begin() as session:
        secret = installation_secret(house.settings.data)
        renew_token(session, secret, session.get_one(LiveLab, opened.lab.id))
    until(lambda: "session sleeper" not in house.remembered(opened), "the session should end with its token")
    assert "retained note" in house.remembered(opened), "the lab is still there, and what it retains"


def test_a_house_starts_on_a_damaged_memory(house) -> None:
    opened = house.open_lab()
    (house.settings.data / MEMORY_FILE).write_bytes(b"torn")
    house.start()
    leave_something(house, opened)
    until(lambda: house.remembered(opened) >= ALL, "the house goes on with a new file")
    assert (house.settings.data / "broker.set-aside.sqlite").read_bytes() == b"torn"
