"""The stage of one attack: names that nobody else uses, the victim's clients and the attacker's."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

from devices.text import Text
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, Connect
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.reasons import FIRST_FAILURE
from simulator.isolation.errors import (
    BaseUnusable,
    ConnectionEnded,
    IsolationError,
    LevelNotOffered,
    NoAnswer,
    Unreachable,
    UserRefused,
)
from simulator.isolation.intruder import Intruder
from simulator.isolation.raw_client import RawClient
from simulator.isolation.target import Party, Target
from simulator.isolation.transports import open_transport

_SESSION_EXPIRY_S = 300
_LEVEL_REFUSED = (1, 0x84)
_SILENT = Text(en="it does not answer to CONNECT", fa="به CONNECT پاسخ نمی‌دهد")
_CLOSED = Text(en="it closes the connection at once", fa="اتصال را بی‌درنگ می‌بندد")

VERSIONS = {4: "3.1.1", 5: "5"}


class Scene:
    """One attack at one protocol level; leaving its `stack` closes the clients and tidies up.

    `secret` is a topic of the victim's and `outlet` one of the attacker's that no other attack uses.
    `refusals` says how the broker refused the attacker: information, not proof.
    """

    def __init__(self, target: Target, level: int, attack: str, stack: AsyncExitStack) -> None:
        self.target = target
        self.level = level
        self.secret = f"{target.victim.base}/{target.run}-{attack}"
        self.outlet = f"{target.attacker.base}/{target.run}-{attack}"
        self.refusals: list[str] = []
        self._attack = attack
        self._stack = stack
        self._clients = 0

    def payload(self, word: str) -> bytes:
        """A payload that only this attack uses."""
        return f"{self.target.run} {self._attack} {word}".encode()

    def client_id(self, party: Party, name: str) -> str:
        """The identifier of a party's client; it begins with the user's name, as some brokers demand."""
        return f"{party.username}-{self.target.run}-{name}"

    async def victim(self, name: str = "victim", *, lasting: bool = False, clean: bool = True) -> RawClient:
        """A client of the victim's that is in; a `lasting` one leaves a session when it goes.

        `clean` begins without the session that was left before.
        """
        return await self.enter(self.target.victim, name, lasting=lasting, clean=clean)

    async def intruder(self, packet: Connect | None = None, *, with_marker: bool = True) -> Intruder:
        """A client of the attacker's, whom the broker may refuse; it connects as usual unless told how."""
        packet = packet or self.connect(self.target.attacker, "attacker")
        self._forget_session(packet)
        client = await self.open(self.target.attacker)
        if not with_marker:
            client.marker = ""
        intruder = Intruder(client, self.refusals)
        await intruder.connect(packet)
        return intruder

    async def enter(self, party: Party, name: str, *, lasting: bool = False, clean: bool = True) -> RawClient:
        """A client that must be let in and can receive in its own base.

        Raises `Unreachable`, `LevelNotOffered`, `UserRefused` and `BaseUnusable`.
        """
        packet = self.connect(party, name, lasting=lasting, clean=clean)
        self._forget_session(packet)
        client = await self.open(party)
        try:
            code = (await client.connect(packet)).code
        except NoAnswer as error:
            raise Unreachable(url=str(self.target.address), reason=_SILENT) from error
        except ConnectionEnded as error:
            raise Unreachable(url=str(self.target.address), reason=_CLOSED) from error
        if code in _LEVEL_REFUSED:
            raise LevelNotOffered(version=VERSIONS[self.level])
        if code:
            raise UserRefused(user=party.username, code=f"0x{code:02x}")
        if await client.subscribe(client.marker, qos=1) >= FIRST_FAILURE:
            raise BaseUnusable(user=party.username, base=party.base)
        return client

    def connect(
        self,
        party: Party,
        name: str,
        *,
        lasting: bool = False,
        clean: bool = True,
        will: Message | None = None,
    ) -> Connect:
        """The CONNECT of a party's client.

        In MQTT 3.1.1 one flag says both: begin without a session, and leave none.
        """
        properties: Properties = NO_PROPERTIES
        if lasting and self.level == MQTT_5:
            properties = {"session_expiry_interval": _SESSION_EXPIRY_S}
        return Connect(
            self.client_id(party, name),
            clean if self.level == MQTT_5 else not lasting,
            username=party.username,
            password=party.token.encode(),
            will=will,
            level=self.level,
            properties=properties,
        )

    async def open(self, party: Party) -> RawClient:
        """A connection that has said nothing yet. Raises `Unreachable`."""
        self._clients += 1
        target = self.target
        transport = await open_transport(target.address, target.tls, target.patience_s)
        marker = f"{party.base}/{target.run}-{self._attack}-marker-{self._clients}"
        client = RawClient(transport, party.username, self.level, target.patience_s, marker)
        self._stack.push_async_callback(client.close)
        return client

    def forget_retained(self, topic: str) -> None:
        """Have the victim clear a topic of its own when the attack is over."""

        async def clear() -> None:
            client = await self.victim("tidy")
            await client.publish(Message(topic, b"", qos=1, retain=True))

        self._tidy(clear)

    def _forget_session(self, packet: Connect) -> None:
        """Have a client that leaves a session come once more and end it when the attack is over."""
        if packet.clean_start and "session_expiry_interval" not in packet.properties:
            return

        async def end() -> None:
            client = await self.open(self.target.attacker)
            last = replace(packet, clean_start=True, will=None, properties=NO_PROPERTIES)
            if (await client.connect(last)).code == 0:
                await client.disconnect()

        self._tidy(end)

    def _tidy(self, step: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async def quietly() -> None:
            with contextlib.suppress(IsolationError):
                await step()

        self._stack.push_async_callback(quietly)
