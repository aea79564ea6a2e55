"""The lab's own broker, inside the house process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from api.broker_watch import BrokerWatch
from api.certificate_files import served_certificate
from api.clock import utc_now, wall_ms
from api.house_link import INTERNAL_USER, LABS_BASE, internal_token
from api.page_tokens import PageTokens
from api.security import token_hash
from api.services.credential_look import CredentialLook
from api.services.known_users import Credential, KnownUsers, credential_of
from api.services.mqtt_users import MqttUsers
from api.settings import Settings
from api.store.database import Sessions
from simulator.broker.authority import ALL_TOPICS, User
from simulator.broker.core import Broker
from simulator.broker.message import Message
from simulator.broker.observation import Observation
from simulator.broker.saving import MEMORY_FILE, saving
from simulator.broker.server import serve
from simulator.broker.tls import server_tls
from simulator.network.lab_network import LabNetwork, MakeNetwork, has_network
from simulator.port import CorePort
from simulator.scenario import Scenario


class EmbeddedBroker:
    """The core with the users of the labs; each lab is told what the broker saw of it."""

    trouble = None

    def __init__(self, sessions: Sessions, secret: bytes) -> None:
        loop = asyncio.get_running_loop()
        internal = User(INTERNAL_USER, ALL_TOPICS)
        self._sessions = sessions
        self._look = CredentialLook(self._ask_for_credential, loop.time)
        self._users = MqttUsers(
            {INTERNAL_USER: (token_hash(internal_token(secret)), internal)},
            PageTokens(secret, utc_now),
            self._look,
        )
        self._watch = BrokerWatch(self._tell, _clock_ms(loop))
        self._tell_of_arrival: Callable[[str], None] = lambda _: None
        self.core = Broker(
            clock_ms=_clock_ms(loop),
            authenticate=self._users.authenticate,
            observe=self._see,
            observes_messages=False,
            records_changes=True,
        )
        self._voice = self.core.attach(internal, "voice", lambda _: None)

    def visitors(self) -> set[str]:
        """The labs in which somebody is now: a client, a page, or an instructor who watches that one lab."""
        return {
            base.removeprefix(f"{LABS_BASE}/")
            for user in self.core.present_users()
            for base in _entered(user)
            if base.startswith(f"{LABS_BASE}/")
        }

    def tell_of_arrivals(self, tell: Callable[[str], None]) -> None:
        """Call `tell` with the user's name whenever a client has come in."""
        self._tell_of_arrival = tell

    def port(self, base: str) -> CorePort:
        """The way to everything below a base topic."""
        return CorePort(self.core, base)

    def network(self, lab: str, scenario: Scenario) -> MakeNetwork | None:
        """What makes the network of a lab bad, if its scenario is about that."""
        if not has_network(scenario):
            return None
        return lambda clock: LabNetwork(scenario, clock, self.core, lab, self._watch.see)

    def expect_users(self) -> None:
        """The users are about to be read: who is let in from now on is newer than they."""
        self._users.expect()

    async def admit(self, known: KnownUsers) -> None:
        """Let these users in, and end connections by former tokens and sessions of former users."""
        self._watch.know(known.credentials)
        for name in self._users.adopt(known):
            self.core.expel(name)
        for name in self.core.absent_users():
            if not self._users.knows(name):
                self.core.expel(name)

    def close(self) -> None:
        """Ask the database no more."""
        self._look.close()

    def _ask_for_credential(self, username: str) -> Credential | None:
        with self._sessions() as session:
            return credential_of(session, username)

    def _see(self, seen: Observation) -> None:
        self._watch.see(seen)
        if seen.kind == "connected" and seen.user is not None:
            self._tell_of_arrival(seen.user)

    def _tell(self, news: Message) -> None:
        self._voice.publish(news)


@asynccontextmanager
async def embedded_broker(
    settings: Settings, sessions: Sessions, secret: bytes
) -> AsyncIterator[EmbeddedBroker]:
    """The broker, listening while the block lasts; within TLS too where there is a certificate.

    It goes on where the last one ended, however that was.
    """
    broker = EmbeddedBroker(sessions, secret)
    try:
        async with (
            saving(broker.core, settings.data / MEMORY_FILE, wall_ms),
            serve(broker.core, settings.host, settings.mqtt_port) as server,
        ):
            certificate = served_certificate(settings)
            if certificate is not None:
                await server.listen(settings.host, settings.mqtts_port, server_tls(*certificate))
            yield broker
    finally:
        broker.close()


def _entered(user: User) -> tuple[str, ...]:
    """The labs' base topics by which a user keeps houses awake; who looks on at a whole class does not."""
    if user.base is not None:
        return (user.base,)
    return user.reads if len(user.reads) == 1 else ()


def _clock_ms(loop: asyncio.AbstractEventLoop) -> Callable[[], int]:
    return lambda: int(loop.time() * 1000)
