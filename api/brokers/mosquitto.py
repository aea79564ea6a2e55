"""Mosquitto, told of our users through its dynamic-security plugin."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import aiomqtt

from api.brokers.mosquitto_rights import QUESTIONS, Answer, Command, corrections
from api.brokers.provisioner import BrokerUser
from devices.text import Text
from simulator.remote_broker import BrokerTrouble, RemoteBroker

_CONTROL = "$CONTROL/dynamic-security/v1"
_ANSWERS = f"{_CONTROL}/response"
_PATIENCE_S = 15.0
_AT_ONCE = 50
"""Mosquitto does nothing else while it carries out commands, and writes its file at each: 2 s for 500."""
_LOOK_AGAIN_S = 60.0
"""So often is looked at Mosquitto even if nothing has changed here."""


class PluginSilent(BrokerTrouble):
    """Nobody answers to the commands of dynamic security."""

    code = "broker_plugin_silent"
    words = Text(
        en="The broker at {host}:{port} does not obey {user} on $CONTROL/dynamic-security/v1. Load its "
        "dynamic-security plugin and make {user} its administrator, or set KHANEH_BROKER_PROVISIONING=none.",
        fa="واسط (broker) روی {host}:{port} از {user} روی $CONTROL/dynamic-security/v1 فرمان نمی‌برد. افزونهٔ "
        "dynamic-security را در Mosquitto بارگذاری کنید و {user} را مدیر آن کنید، یا "
        "KHANEH_BROKER_PROVISIONING=none بگذارید.",
    )


class PluginRefuses(BrokerTrouble):
    """A command was not carried out. Fields: command, reason."""

    code = "broker_plugin_refuses"
    words = Text(
        en="Mosquitto's dynamic security at {host}:{port} refuses {command}: {reason}.",
        fa="افزونهٔ dynamic-security در Mosquitto روی {host}:{port} فرمان {command} را نپذیرفت: {reason}.",
    )


class MosquittoProvisioner:
    """Compares what the plugin holds with what it should; `broker` connects as its administrator."""

    def __init__(self, broker: RemoteBroker) -> None:
        self._broker = broker
        self._provided: tuple[BrokerUser, ...] | None = None
        self._looked_at_s = 0.0

    async def provide(self, users: Sequence[BrokerUser], *, look: bool) -> None:
        """Let these users in and no others of ours. Raises BrokerTrouble."""
        wanted = tuple(users)
        now_s = asyncio.get_running_loop().time()
        if wanted == self._provided and not look and now_s < self._looked_at_s + _LOOK_AGAIN_S:
            return
        self._provided = None
        async with self._broker.connection("provisioner", (_ANSWERS,)) as client:
            commands = corrections(await self._ask(client, QUESTIONS), wanted)
            for start in range(0, len(commands), _AT_ONCE):
                await self._ask(client, commands[start : start + _AT_ONCE])
        self._provided, self._looked_at_s = wanted, now_s

    async def command(self, commands: Sequence[Command]) -> list[Answer]:
        """Have the plugin carry out commands, whatever they are about. Raises BrokerTrouble."""
        async with self._broker.connection("commander", (_ANSWERS,)) as client:
            return await self._ask(client, commands)

    async def _ask(self, client: aiomqtt.Client, commands: Sequence[Command]) -> list[Answer]:
        await client.publish(_CONTROL, json.dumps({"commands": list(commands)}))
        try:
            async with asyncio.timeout(_PATIENCE_S):
                message = await anext(client.messages)
        except TimeoutError as error:
            raise PluginSilent(**self._broker.who) from error
        answers = json.loads(message.payload)["responses"]
        for answer in answers:
            if "error" in answer:
                command, reason = answer.get("command"), answer["error"]
                raise PluginRefuses(**self._broker.who, command=command, reason=reason)
        return [answer.get("data", {}) for answer in answers]
