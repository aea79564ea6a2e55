"""A house process in the test's own event loop, and real MQTT clients that connect to its broker."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from api.brokers.address import house_address
from api.clock import utc_now
from api.house import run_house
from api.house_link import MqttHouseLink
from api.installation_secret import installation_secret
from api.services.labs import OpenedLab, open_lab
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.houses import LiveLab
from api.store.people import User

PATIENCE_S = 30


class Listener:
    """A paho client that keeps what it hears."""

    def __init__(self, settings: Settings, username: str, token: str) -> None:
        self.heard: queue.Queue[MQTTMessage] = queue.Queue()
        self._connected: queue.Queue[int] = queue.Queue()
        self._subscribed: queue.Queue[int] = queue.Queue()
        self.client = Client(CallbackAPIVersion.VERSION2)
        self.client.username_pw_set(username, token)
        self.client.on_message = lambda _client, _data, message: self.heard.put(message)
        self.client.on_connect = lambda _c, _d, _flags, reason, _p: self._connected.put(reason.value)
        self.client.on_subscribe = lambda _c, _d, _mid, reasons, _p: self._subscribed.put(reasons[0].value)
        self.client.connect("127.0.0.1", settings.mqtt_port)
        self.client.loop_start()

    async def connected(self) -> bool:
        return await asyncio.to_thread(self._connected.get, timeout=PATIENCE_S) == 0

    async def let_in(self) -> None:
        """Wait until it is let in: paho tries again by itself."""
        async with asyncio.timeout(PATIENCE_S):
            while not await self.connected():
                pass

    async def subscribe(self, topic: str) -> int:
        self.client.subscribe(topic)
        return await asyncio.to_thread(self._subscribed.get, timeout=PATIENCE_S)

    async def hear(self, suffix: str) -> MQTTMessage:
        """The next message on a topic with this end."""
        while True:
            message = await asyncio.to_thread(self.heard.get, timeout=PATIENCE_S)
            if message.topic.endswith(suffix):
                return message

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()
        # On a busy machine paho leaves the socket of a connection that it was about to make.
        if (left := self.client.socket()) is not None:
            left.close()
        # A client that nothing refers to closes the rest of its sockets; in a circle it would be too late.
        self.client.on_connect = self.client.on_message = self.client.on_subscribe = None


class Town:
    """A house process, and those who connect to it."""

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self.settings = settings
        self.sessions = sessions
        self.secret = installation_secret(settings.data)
        self._listeners: list[Listener] = []
        self._links: list[MqttHouseLink] = []

    def student(self, name: str) -> OpenedLab:
        user = User(id=name, role="student", name=name, created_at=utc_now())
        with self.sessions.begin() as session:
            session.add(user)
        return open_lab(self.sessions, self.secret, user, "motion-light", utc_now())

    async def join(self, username: str, token: str | None) -> Listener:
        listener = await asyncio.to_thread(Listener, self.settings, username, token or "")
        self._listeners.append(listener)
        return listener

    async def enter(self, username: str, token: str | None) -> Listener:
        """Someone whom the broker lets in, at the latest when the house has told it to."""
        listener = await self.join(username, token)
        await listener.let_in()
        return listener

    async def nothing_retained(self, lab: LiveLab) -> None:
        """Wait until the broker retains nothing of a lab any more, by the eyes of the house's own account."""
        internal = house_address(self.settings, self.secret)
        watcher = await self.enter(internal.username or "", internal.password)
        async with asyncio.timeout(PATIENCE_S):
            while True:
                await watcher.subscribe(f"{lab.base}/#")
                watcher.client.publish(f"{lab.base}/end")
                if (await watcher.hear("")).topic == f"{lab.base}/end":
                    return
                await watcher.hear("/end")

    async def api(self) -> MqttHouseLink:
        """The API's way to the house, connected."""
        link = MqttHouseLink(house_address(self.settings, self.secret), "api")
        link.open()
        self._links.append(link)
        async with asyncio.timeout(PATIENCE_S):
            while not link.connected:
                await asyncio.sleep(0.01)
        return link

    def close(self) -> None:
        for each in (*self._listeners, *self._links):
            each.close()


@asynccontextmanager
async def town_of(settings: Settings) -> AsyncIterator[Town]:
    engine = open_engine(settings.database)
    town = Town(settings, open_sessions(engine))
    listening = asyncio.Event()
    house = asyncio.create_task(run_house(settings, listening.set))
    await asyncio.wait_for(listening.wait(), PATIENCE_S)
    try:
        yield town
    finally:
        await asyncio.to_thread(town.close)
        house.cancel()
        await asyncio.gather(house, return_exceptions=True)
        engine.dispose()
