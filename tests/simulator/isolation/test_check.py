"""The whole check: what it needs, and how it tells what came of it."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from itertools import product

import pytest

from devices.text import Text
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from simulator.broker.server import serve
from simulator.isolation.address import Address
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.attacks.identifiers import IDENTIFIERS
from simulator.isolation.catalogue import ATTACKS
from simulator.isolation.check import Finding, Outcome, check, run_attack
from simulator.isolation.errors import (
    BaseUnusable,
    IsolationError,
    LevelNotOffered,
    NotMqtt,
    NotOffered,
    Unreachable,
    UserRefused,
)
from simulator.isolation.own_broker import own_broker
from simulator.isolation.scene import Scene
from simulator.isolation.target import Party, Target
from tests.simulator.isolation.leaky import ATTACKER, VICTIM

LEVELS = pytest.mark.parametrize("level", [MQTT_3_1_1, MQTT_5])


def attack_by(run) -> Attack:
    return Attack("try", Leak.READ, Text(en="try", fa="آزمودن"), run)


def find(level: int, *attacks: Attack, **changes: object) -> list[Finding]:
    """The findings at the lab's own broker, as these changes make the target look."""

    async def story() -> list[Finding]:
        async with own_broker(VICTIM, ATTACKER, "run") as target:
            return [finding async for finding in check(replace(target, **changes), level, attacks or ATTACKS)]

    return asyncio.run(story())


@LEVELS
def test_all_attacks_of_the_level_are_tried_in_order(level: int) -> None:
    findings = find(level)
    assert [finding.attack for finding in findings] == [each for each in ATTACKS if level in each.levels]
    assert {finding.outcome for finding in findings} == {Outcome.HELD}


@LEVELS
def test_refusals_are_noted_and_prove_nothing(level: int) -> None:
    named = {finding.attack.name: finding for finding in find(level)}
    code = "0x87" if level == MQTT_5 else "0x80"
    assert named["subscribe-everything-qos1"].refusals == (f"SUBACK {code}",)
    assert named["publish-qos1"].refusals == (("PUBACK 0x87",) if level == MQTT_5 else ())


@LEVELS
def test_a_user_who_is_not_let_in_is_named(level: int) -> None:
    with pytest.raises(UserRefused, match="u2") as caught:
        find(level, attacker=replace(ATTACKER, token="another"))
    assert caught.value.fault_of_lab, "an exit status of its own: nothing is known about leaks"


@LEVELS
def test_a_user_who_cannot_use_its_own_base_is_named(level: int) -> None:
    with pytest.raises(BaseUnusable, match="u1"):
        find(level, victim=replace(VICTIM, base="lab/other"))


def test_a_user_who_may_listen_but_not_publish_is_named() -> None:
    """In MQTT 3.1.1 the broker acknowledges what it drops; only the missing message tells."""

    async def story() -> None:
        loop = asyncio.get_running_loop()
        users = {"u1": User("u1", None, reads=("lab/u1",)), "u2": User("u2", "lab/u2")}
        broker = Broker(
            clock_ms=lambda: int(loop.time() * 1000), authenticate=lambda name, _: users.get(name or "")
        )
        async with serve(broker, "127.0.0.1", 0) as server:
            address = Address("mqtt", "127.0.0.1", server.port)
            target = Target(address, ATTACKER, VICTIM, "run", patience_s=0.2)
            with pytest.raises(BaseUnusable, match="u1"):
                [finding async for finding in check(target, MQTT_3_1_1)]

    asyncio.run(story())


def test_a_broker_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(Unreachable, match="refused"):
        find(MQTT_5, address=Address("mqtt", "127.0.0.1", 9))


def test_what_a_broker_does_not_offer_is_not_tried() -> None:
    async def run(scene: Scene) -> None:
        raise NotOffered(what=Text(en="wills", fa="وصیت"))

    (finding,) = find(MQTT_5, attack_by(run))
    assert finding.outcome is Outcome.NOT_TRIED
    assert finding.says == Text(en="This broker has no wills.", fa="این واسط (broker) وصیت ندارد.")


def test_without_a_way_to_change_rights_that_attack_is_not_tried() -> None:
    findings = find(MQTT_5, reassign=None)
    untried = [finding.attack.name for finding in findings if finding.outcome is Outcome.NOT_TRIED]
    assert untried == ["keep-subscription"]


@pytest.mark.parametrize(
    ("party", "outcome"),
    [(VICTIM, Outcome.LEAKED), (ATTACKER, Outcome.NOT_TRIED)],
    ids=["victim", "attacker"],
)
def test_a_victim_thrown_out_is_a_leak_whatever_was_tried(party, outcome: Outcome) -> None:
    async def run(scene: Scene) -> None:
        client = await scene.enter(party, "thrown out")
        await client.publish(Message("nowhere/#", b"forbidden by the protocol"))

    (finding,) = find(MQTT_5, attack_by(run))
    assert finding.outcome is outcome
    assert outcome is not Outcome.LEAKED or finding.leak is Leak.EVICTED


def test_silence_is_no_finding() -> None:
    async def run(scene: Scene) -> None:
        client = await scene.victim()
        await client.hear(b"what nobody sends")

    (finding,) = find(MQTT_5, attack_by(run), patience_s=0.5)
    assert finding.outcome is Outcome.NOT_TRIED
    assert "did not answer u1" in finding.says.en


async def speak_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1_000)
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n" + b"This is the page's own port." * 10)
    writer.close()


async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


@pytest.mark.parametrize(
    ("answer", "error"), [(speak_http, NotMqtt), (say_nothing, Unreachable), (hang_up, Unreachable)]
)
def test_what_is_no_broker_cannot_be_checked(answer, error: type[IsolationError]) -> None:
    async def story() -> None:
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            address = Address("mqtt", "127.0.0.1", server.sockets[0].getsockname()[1])
            target = Target(address, ATTACKER, VICTIM, "run", patience_s=0.5)
            with pytest.raises(error):
                [finding async for finding in check(target, MQTT_5)]

    asyncio.run(story())


def test_a_broker_that_knows_only_mqtt_3_1_1_says_so() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1_000)
        writer.write(b"\x20\x02\x00\x01")
        writer.close()

    async def story() -> None:
        async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
            address = Address("mqtt", "127.0.0.1", server.sockets[0].getsockname()[1])
            with pytest.raises(LevelNotOffered, match="MQTT 5"):
                [finding async for finding in check(Target(address, ATTACKER, VICTIM, "run"), MQTT_5)]

    asyncio.run(story())


LEAVE_SOMETHING = (
    "subscribe-everything-qos1",
    "publish-retained-qos1",
    "clear-retained-qos1",
    "keep-subscription",
)


@LEVELS
@pytest.mark.parametrize(
    "attack",
    [*IDENTIFIERS, *(attack for attack in ATTACKS if attack.name in LEAVE_SOMETHING)],
    ids=lambda attack: attack.name,
)
def test_nothing_stays_behind(attack: Attack, level: int) -> None:
    """No retained message and no session: what comes after the check finds the broker as it was."""

    async def story() -> None:
        async with own_broker(VICTIM, ATTACKER, "run") as target, AsyncExitStack() as stack:
            await run_attack(target, level, attack)
            scene = Scene(target, level, "afterwards", stack)
            for party, owner, name in product((VICTIM, ATTACKER), (VICTIM, ATTACKER), CLIENTS):
                await expect_no_session(scene, party, scene.client_id(owner, name))
            client = await scene.victim("reader")
            await client.subscribe(f"{VICTIM.base}/#")
            await client.settle()
            assert [message.topic for message in client.messages if message.retain] == []

    asyncio.run(story())


CLIENTS = ("victim", "attacker", "sender", "first", "second")


async def expect_no_session(scene: Scene, party: Party, client_id: str) -> None:
    packet = scene.connect(party, "any", lasting=True, clean=False)
    client = await scene.open(party)
    answer = await client.connect(replace(packet, client_id=client_id))
    assert answer.code == 0
    assert not answer.session_present, f"{party.username} has left a session as {client_id}"
