"""The house process: the broker, and every live house that is wanted. `python -P -m api.house`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
from collections.abc import Callable, Sequence

from sqlalchemy.exc import SQLAlchemyError

from api.broker_watch import BrokerWatch
from api.certificate_files import served_certificate
from api.clock import utc_now
from api.house_link import ACTION_TOPIC, INTERNAL_USER, NUDGE_TOPIC, internal_token
from api.installation_secret import installation_secret
from api.live_labs import LiveLabs, RunningHouse
from api.page_tokens import PageTokens
from api.parent import end_with_supervisor
from api.security import token_hash
from api.services.credential_look import CredentialLook
from api.services.exercises import Catalogue
from api.services.hands import as_action, scenario_of
from api.services.known_users import Credential, KnownUsers, credential_of, known_users
from api.services.labs import wanted_labs
from api.services.mqtt_users import MqttUsers
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.houses import LiveLab
from simulator.broker.authority import ALL_TOPICS, User
from simulator.broker.core import Broker
from simulator.broker.message import Message
from simulator.broker.server import Server, serve
from simulator.broker.tls import server_tls
from simulator.lab import Lab
from simulator.port import CorePort

_log = logging.getLogger("khaneh.house")

RECONCILE_INTERVAL_S = 5.0
"""Nudges may be lost; so often the house looks by itself."""


class HouseProcess:
    """The broker with the live houses in it."""

    def __init__(self, sessions: Sessions, secret: bytes) -> None:
        loop = asyncio.get_running_loop()
        self._sessions = sessions
        self._catalogue = Catalogue()
        self._internal = User(INTERNAL_USER, ALL_TOPICS)
        self._look = CredentialLook(self._ask_for_credential, loop.time)
        self._users = MqttUsers(
            {INTERNAL_USER: (token_hash(internal_token(secret)), self._internal)},
            PageTokens(secret, utc_now),
            self._look,
        )
        self._watch = BrokerWatch(self._tell, _clock_ms(loop))
        self.broker = Broker(
            clock_ms=_clock_ms(loop),
            authenticate=self._users.authenticate,
            observe=self._watch.see,
            observes_messages=False,
        )
        self._labs = LiveLabs(self._make)
        self._nudged = asyncio.Event()
        self._ears = self.broker.attach(self._internal, "house", self._receive)

    async def run(self) -> None:
        """Hold the live houses to what is wanted, until cancelled."""
        self._ears.subscribe(NUDGE_TOPIC)
        self._ears.subscribe(ACTION_TOPIC)
        try:
            while True:
                await self.reconcile()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._nudged.wait(), RECONCILE_INTERVAL_S)
                self._nudged.clear()
        finally:
            await self._labs.close()
            self._look.close()

    async def reconcile(self) -> None:
        """Read what is wanted, and make it so; what cannot be read now is read next time."""
        try:
            wanted = await asyncio.to_thread(self._read_wanted)
        except SQLAlchemyError:
            _log.exception("the wanted labs could not be read")
            return
        labs, known = wanted
        self._watch.know(known.credentials)
        # A connection that was let in by a token of yesterday ends with that token.
        for name in self._users.adopt(known):
            self.broker.expel(name)
        await self._labs.adopt(labs)

    def _read_wanted(self) -> tuple[Sequence[LiveLab], KnownUsers]:
        with self._sessions() as session:
            return wanted_labs(session), known_users(session)

    def _ask_for_credential(self, username: str) -> Credential | None:
        with self._sessions() as session:
            return credential_of(session, username)

    def _make(self, lab: LiveLab) -> RunningHouse:
        scenario = scenario_of(lab, self._catalogue)
        return Lab(scenario, CorePort(self.broker, lab.base))

    def _receive(self, message: Message) -> None:
        if message.topic == NUDGE_TOPIC:
            self._nudged.set()
        elif message.topic == ACTION_TOPIC:
            self._act(message.payload)

    def _tell(self, news: Message) -> None:
        self._ears.publish(news)

    def _act(self, payload: bytes) -> None:
        try:
            asked = json.loads(payload)
            self._labs.act(asked.pop("lab"), as_action(asked))
        except (ValueError, KeyError, TypeError, AttributeError):
            # Only our own API is heard here; its mistake must not end its connection.
            _log.exception("an action could not be read: %r", payload[:200])


def _clock_ms(loop: asyncio.AbstractEventLoop) -> Callable[[], int]:
    return lambda: int(loop.time() * 1000)


async def run_house(settings: Settings, started: Callable[[Server], None] = lambda _: None) -> None:
    """Run broker and houses until cancelled; `started` is called once the broker listens."""
    engine = open_engine(settings.database)
    sessions = open_sessions(engine)
    process = HouseProcess(sessions, installation_secret(settings.data))
    try:
        async with serve(process.broker, settings.host, settings.mqtt_port) as server:
            certificate = served_certificate(settings)
            if certificate is not None:
                await server.listen(settings.host, settings.mqtts_port, server_tls(*certificate))
            started(server)
            await process.run()
    finally:
        engine.dispose()


async def _run_until_told() -> None:
    task = asyncio.create_task(run_house(Settings()))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def main() -> None:
    """Be the house process."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    end_with_supervisor()
    asyncio.run(_run_until_told())


if __name__ == "__main__":
    main()
