"""The attacker's side of the conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from simulator.broker.message import Message
from simulator.broker.packets import Connect, Packet
from simulator.broker.reasons import FIRST_FAILURE
from simulator.isolation.errors import ConnectionEnded, NoAnswer
from simulator.isolation.raw_client import RawClient


class Intruder:
    """A client that tries what is forbidden: a refusal is noted, and the attack goes on as far as it can.

    `is_in` is whether the broker has let it in and has not thrown it out.
    """

    def __init__(self, client: RawClient, refusals: list[str]) -> None:
        self.is_in = True
        self.client = client
        self._refusals = refusals

    @property
    def messages(self) -> list[Message]:
        """What it has received."""
        return self.client.messages

    async def connect(self, packet: Connect) -> None:
        """Ask to be let in, and subscribe to the marker, without which `settle` only waits for a ping."""

        async def step() -> int:
            return (await self.client.connect(packet)).code

        self.is_in = await self._attempt("CONNACK", step) == 0
        if self.client.marker and not await self.subscribe(self.client.marker, qos=1):
            self.client.marker = ""

    async def subscribe(self, topic_filter: str, qos: int = 0) -> bool:
        """Ask for messages; whether the broker said yes."""
        return await self._attempt("SUBACK", lambda: self.client.subscribe(topic_filter, qos)) < FIRST_FAILURE

    async def publish(self, message: Message) -> None:
        """Publish, through all steps of the message's QoS."""
        await self._attempt("PUBACK" if message.qos < 2 else "PUBREC", lambda: self.client.publish(message))

    async def send(self, *packets: Packet) -> None:
        """Send packets in one piece, and wait until the broker has handled them."""

        async def step() -> int:
            await self.client.send(*packets)
            await self.client.ping()
            return 0

        await self._attempt("PINGRESP", step)

    async def settle(self) -> None:
        """Wait until all that the broker has for this client has come. Raises `NoAnswer`."""
        if self.is_in:
            try:
                await self.client.settle()
            except ConnectionEnded as error:
                self._thrown_out(error)

    async def leave(self) -> None:
        """Leave in good order."""
        if self.is_in:
            self.is_in = False
            await self.client.disconnect()

    def vanish(self) -> None:
        """Leave without a word."""
        self.is_in = False
        self.client.vanish()

    async def _attempt(self, answer: str, step: Callable[[], Awaitable[int]]) -> int:
        if not self.is_in:
            return FIRST_FAILURE
        try:
            code = await step()
        except ConnectionEnded as error:
            self._thrown_out(error)
            return FIRST_FAILURE
        except NoAnswer:
            self._refusals.append(f"no {answer}")
            return FIRST_FAILURE
        refused_from = 1 if answer == "CONNACK" else FIRST_FAILURE
        if code >= refused_from:
            self._refusals.append(f"{answer} 0x{code:02x}")
        return code

    def _thrown_out(self, error: ConnectionEnded) -> None:
        self.is_in = False
        code = error.fields["code"]
        self._refusals.append("closed" if code is None else f"DISCONNECT 0x{code:02x}")
