"""The attacks on a real Mosquitto: under dynamic security, under an access list, and open to everybody."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_3_1_1, MQTT_5, Connect
from simulator.isolation.address import Address
from simulator.isolation.attack import Attack
from simulator.isolation.attacks.system_topics import SYSTEM_TOPICS
from simulator.isolation.catalogue import ATTACKS
from simulator.isolation.check import Finding, Outcome, check
from simulator.isolation.raw_client import RawClient
from simulator.isolation.target import Party, Target
from simulator.isolation.transports import open_transport
from tests.mosquitto import Mosquitto, find_program, running_mosquitto
from tests.simulator.isolation.leaky import ATTACKER, VICTIM

pytestmark = [pytest.mark.mosquitto, pytest.mark.parametrize("level", [MQTT_3_1_1, MQTT_5])]

PATIENCE_S = 30
ADMINISTRATOR = ("admin", "secret")
CONTROL = "$CONTROL/dynamic-security/v1"

CLIENT_IDENTIFIERS_ARE_EVERYBODYS = {
    "take-client-identifier",
    "take-client-identifier-resuming",
    "drain-session",
    "discard-session",
}
"""Mosquitto has one namespace of client identifiers for all its users."""

UNKNOWN_TO_MOSQUITTO = (
    "subscribe-leading-slash",
    "subscribe-detour",
    "subscribe-queue",
    "subscribe-exclusive",
    "subscribe-system-topics",
    "list-users",
    "keep-subscription",
    "alias-of-another",
    "response-topic-of-another",
    "join-group-of-same-name",
)
"""Ways of leaking that not even an open Mosquitto has; `leaky.py` has them all."""


def target_at(broker: Mosquitto, attacker: Party = ATTACKER, **fields: Any) -> Target:
    return Target(Address("mqtt", broker.host, broker.port), attacker, VICTIM, "run", **fields)


async def findings_at(target: Target, level: int, attacks: Sequence[Attack] = ATTACKS) -> list[Finding]:
    return [finding async for finding in check(target, level, attacks)]


def leaking(findings: list[Finding]) -> set[str]:
    return {finding.attack.name for finding in findings if finding.outcome is Outcome.LEAKED}


class DynamicSecurity:
    """The plugin, as its administrator speaks to it."""

    def __init__(self, client: RawClient) -> None:
        self._client = client

    @classmethod
    @asynccontextmanager
    async def at(cls, target: Target) -> AsyncIterator[DynamicSecurity]:
        name, password = ADMINISTRATOR
        client = RawClient(await open_transport(target.address, None, PATIENCE_S), name, MQTT_5, PATIENCE_S)
        await client.connect(Connect(name, username=name, password=password.encode(), level=MQTT_5))
        await client.subscribe(f"{CONTROL}/response", qos=1)
        yield cls(client)
        await client.disconnect()

    async def command(self, *commands: dict[str, Any]) -> None:
        """Send commands, and see that each is obeyed."""
        self._client.messages.clear()
        await self._client.publish(Message(CONTROL, json.dumps({"commands": commands}).encode(), qos=1))
        while not self._client.messages:
            await self._client.receive()
        answers = json.loads(self._client.messages[0].payload)["responses"]
        assert not [answer for answer in answers if "error" in answer], answers

    async def set_up(self) -> None:
        """Roles as in the lab: everything below the own base, and nothing else."""
        deny = {"acltype": "publishClientReceive", "allow": False}
        await self.command({"command": "setDefaultACLAccess", "acls": [deny]})
        for party in (VICTIM, ATTACKER):
            await self.command(
                {"command": "createRole", "rolename": party.base, "acls": rights_below(party.base)},
                {"command": "createClient", "username": party.username, "password": party.token},
                {"command": "addClientRole", "username": party.username, "rolename": party.base},
            )

    async def reassign(self, party: Party, base: str) -> None:
        """Give the user the role of another base."""
        other = VICTIM.base if base == ATTACKER.base else ATTACKER.base
        await self.command(
            {"command": "removeClientRole", "username": party.username, "rolename": other},
            {"command": "addClientRole", "username": party.username, "rolename": base},
        )


def rights_below(base: str) -> list[dict[str, Any]]:
    rights = [
        ("publishClientSend", f"{base}/#"),
        ("publishClientReceive", f"{base}/#"),
        ("subscribePattern", f"{base}/#"),
        ("subscribePattern", f"$share/+/{base}/#"),
    ]
    return [{"acltype": kind, "topic": topic, "allow": True} for kind, topic in rights]


def under_dynamic_security(level: int, *config: str) -> list[Finding]:
    async def story() -> list[Finding]:
        with running_mosquitto(config, dynamic_security=ADMINISTRATOR) as broker:
            async with DynamicSecurity.at(target_at(broker)) as security:
                await security.set_up()
                return await findings_at(target_at(broker, reassign=security.reassign), level)

    return asyncio.run(story())


def test_dynamic_security_isolates_all_but_client_identifiers(level: int) -> None:
    findings = under_dynamic_security(level)
    assert leaking(findings) == CLIENT_IDENTIFIERS_ARE_EVERYBODYS
    assert Outcome.NOT_TRIED not in {finding.outcome for finding in findings}


def test_nothing_leaks_where_each_user_has_the_one_client_identifier_of_its_name(level: int) -> None:
    assert leaking(under_dynamic_security(level, "use_username_as_clientid true")) == set()


def test_an_access_list_lets_a_stranger_swallow_the_messages_of_a_group(level: int, tmp_path: Path) -> None:
    access, passwords = tmp_path / "access", tmp_path / "passwords"
    access.write_text("pattern readwrite lab/%u/#\n")
    passwords.touch()
    for party in (VICTIM, ATTACKER):
        command = [find_program("mosquitto_passwd"), "-b", passwords, party.username, party.token]
        subprocess.run(command, check=True, capture_output=True)
    config = ["allow_anonymous false", f"acl_file {access}", f"password_file {passwords}"]
    with running_mosquitto(config) as broker:
        found = leaking(asyncio.run(findings_at(target_at(broker), level)))
    assert found == {"join-group", *CLIENT_IDENTIFIERS_ARE_EVERYBODYS}


def test_administration_in_the_hands_of_a_student_is_found(level: int) -> None:
    async def story() -> list[Finding]:
        with running_mosquitto([], dynamic_security=ADMINISTRATOR) as broker:
            async with DynamicSecurity.at(target_at(broker)) as security:
                await security.set_up()
                add = {"command": "addClientRole", "username": ATTACKER.username, "rolename": "admin"}
                await security.command(add)
                return await findings_at(target_at(broker), level, SYSTEM_TOPICS)

    assert "list-users" in leaking(asyncio.run(story()))


def test_an_open_broker_leaks_in_every_way_that_it_knows(level: int) -> None:
    with running_mosquitto(["allow_anonymous true"]) as broker:
        findings = asyncio.run(findings_at(target_at(broker), level))
    held = {finding.attack.name for finding in findings if finding.outcome is not Outcome.LEAKED}
    assert {name for name in held if not name.startswith(UNKNOWN_TO_MOSQUITTO)} == set()
