"""Every attack fails on the lab's own broker; and every attack finds its leak where there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from simulator.isolation.attack import Attack
from simulator.isolation.catalogue import ATTACKS
from simulator.isolation.check import Finding, Outcome, run_attack
from simulator.isolation.own_broker import own_broker
from simulator.isolation.target import Target
from tests.simulator.isolation.leaky import ATTACKER, VICTIM, leaky_broker

EVERY_ATTACK = [
    pytest.param(attack, level, id=f"{attack.name}-mqtt{level}")
    for attack in ATTACKS
    for level in attack.levels
]


def try_on(broker: Callable[[], AbstractAsyncContextManager[Target]], attack: Attack, level: int) -> Finding:
    async def story() -> Finding:
        async with broker() as target:
            return await run_attack(target, level, attack)

    return asyncio.run(story())


@pytest.mark.parametrize(("attack", "level"), EVERY_ATTACK)
def test_nothing_leaks_from_the_labs_own_broker(attack: Attack, level: int) -> None:
    finding = try_on(lambda: own_broker(VICTIM, ATTACKER, "run"), attack, level)
    assert finding.outcome is Outcome.HELD, finding.says.en


@pytest.mark.parametrize(("attack", "level"), EVERY_ATTACK)
def test_an_attack_finds_its_leak(attack: Attack, level: int) -> None:
    finding = try_on(leaky_broker, attack, level)
    assert finding.outcome is Outcome.LEAKED, f"{attack.tries.en}: nothing was seen"
    assert finding.leak is attack.leak, finding.says.en


def test_attacks_have_names_of_their_own() -> None:
    names = [attack.name for attack in ATTACKS]
    assert len(set(names)) == len(names)
