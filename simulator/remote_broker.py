"""A broker elsewhere: how connections to it are opened, and whether it is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiomqtt
from paho.mqtt.reasoncodes import ReasonCode

from devices.text import Text
from simulator.broker.message import Message
from simulator.broker_address import BrokerAddress
from simulator.errors import SimulatorError

_KEEPALIVE_S = 20
_AT_ONCE = 3
"""Opening a connection holds a thread; a broker that does not answer must not hold them all."""
_NOT_LET_IN = {4, 5, 134, 135}
"""Bad user name or password, not authorised: return codes of MQTT 3.1.1, and reason codes of MQTT 5."""
_REFUSED = 0x80


class BrokerTrouble(SimulatorError):
    """A broker elsewhere is of no use at this moment. Fields: host, port, user, and those of the kind."""

    code = "broker_trouble"
    fault_of_lab = True


class BrokerUnreachable(BrokerTrouble):
    """It cannot be reached, or was lost. Field: reason."""

    code = "broker_unreachable"
    words = Text(
        en="The MQTT broker at {host}:{port} cannot be reached ({reason}). The lab goes on trying.",
        fa="به واسط (broker) روی {host}:{port} نمی‌توان وصل شد ({reason}). آزمایشگاه باز هم می‌کوشد.",
    )


class BrokerRefuses(BrokerTrouble):
    """It does not let us in."""

    code = "broker_refuses"
    words = Text(
        en="The MQTT broker at {host}:{port} does not let {user} in: user name or password are wrong there. "
        "The lab goes on trying.",
        fa="واسط (broker) روی {host}:{port} کاربر {user} را راه نمی‌دهد: نام کاربری یا گذرواژه نادرست است. "
        "آزمایشگاه باز هم می‌کوشد.",
    )


class BrokerDenies(BrokerTrouble):
    """It does not let us hear what we must hear. Field: filter."""

    code = "broker_denies"
    words = Text(
        en="The MQTT broker at {host}:{port} does not let {user} subscribe to {filter}. "
        "The lab goes on trying.",
        fa="واسط (broker) روی {host}:{port} به {user} اجازهٔ اشتراک {filter} را نمی‌دهد. "
        "آزمایشگاه باز هم می‌کوشد.",
    )


class RemoteBroker:
    """Opens connections to the broker at an address, for one user of it.

    Every client identifier begins with `name`. Nobody else may know it: whoever connects under the same
    identifier throws the other out, and few brokers keep the identifiers of different users apart.
    """

    def __init__(self, address: BrokerAddress, name: str) -> None:
        self.trouble: BrokerTrouble | None = None
        """What was wrong when it was last tried; None while all is well."""
        self._address = address
        self._name = name
        self._turns = asyncio.Semaphore(_AT_ONCE)

    @property
    def who(self) -> dict[str, str]:
        """The fields that every BrokerTrouble has: host, port, user."""
        address = self._address
        return {"host": address.host, "port": str(address.port), "user": address.username or "anonymous"}

    @asynccontextmanager
    async def connection(
        self, name: str, filters: tuple[str, ...] = (), will: Message | None = None
    ) -> AsyncIterator[aiomqtt.Client]:
        """A connection that hears `filters` and ends with the block.

        Raises BrokerTrouble, also when it is lost meanwhile.
        """
        client = self._client(name, will)
        try:
            async with AsyncExitStack() as stack:
                async with self._turns:
                    await stack.enter_async_context(client)
                for each in filters:
                    await self._subscribe(client, each)
                self.trouble = None
                yield client
        except aiomqtt.MqttError as error:
            trouble = self._trouble_of(error)
            self._note(trouble)
            raise trouble from error
        except BrokerTrouble as trouble:
            self._note(trouble)
            raise

    def _client(self, name: str, will: Message | None) -> aiomqtt.Client:
        return aiomqtt.Client(
            self._address.host,
            self._address.port,
            username=self._address.username,
            password=self._address.password,
            tls_context=self._address.tls,
            identifier=f"{self._name}-{name}",
            keepalive=_KEEPALIVE_S,
            will=aiomqtt.Will(will.topic, will.payload, will.qos, will.retain) if will else None,
        )

    async def _subscribe(self, client: aiomqtt.Client, topic_filter: str) -> None:
        (granted,) = await client.subscribe(topic_filter)
        if _number(granted) >= _REFUSED:
            raise BrokerDenies(**self.who, filter=topic_filter)

    def _note(self, trouble: BrokerTrouble) -> None:
        # Anew: one that is raised holds on to the frames that it went through, and they to their sockets.
        self.trouble = type(trouble)(**trouble.fields)

    def _trouble_of(self, error: aiomqtt.MqttError) -> BrokerTrouble:
        reason = error.rc if isinstance(error, aiomqtt.MqttCodeError) else None
        if reason is not None and _number(reason) in _NOT_LET_IN:
            return BrokerRefuses(**self.who)
        return BrokerUnreachable(**self.who, reason=str(error))


def _number(code: int | ReasonCode) -> int:
    return code.value if isinstance(code, ReasonCode) else code
