"""Runs the attacks against a broker and says what leaks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from enum import StrEnum

from devices.text import Text
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.catalogue import ATTACKS
from simulator.isolation.errors import BaseUnusable, ConnectionEnded, NoAnswer, NotOffered
from simulator.isolation.scene import Scene
from simulator.isolation.target import Party, Target


class Outcome(StrEnum):
    """What became of an attack."""

    HELD = "held"
    LEAKED = "leaked"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True, slots=True)
class Finding:
    """An attack at one protocol level and what came of it.

    `says` is what was really seen of a leak, or why the attack could not be tried. `refusals` are the answers
    by which the broker refused: information, not proof.
    """

    attack: Attack
    level: int
    outcome: Outcome
    leak: Leak
    says: Text
    refusals: tuple[str, ...] = ()


_NOTHING = Text(en="nothing was seen", fa="چیزی دیده نشد")


async def check(target: Target, level: int, attacks: Sequence[Attack] = ATTACKS) -> AsyncIterator[Finding]:
    """Try the attacks of a level one after the other.

    Both users must be able to use their own bases, or there is nothing to be said: raises `Unreachable`,
    `LevelNotOffered`, `UserRefused` or `BaseUnusable`.
    """
    async with AsyncExitStack() as stack:
        scene = Scene(target, level, "proof", stack)
        await _prove(scene, target.victim)
        await _prove(scene, target.attacker)
    for attack in attacks:
        if level in attack.levels:
            yield await run_attack(target, level, attack)


async def _prove(scene: Scene, party: Party) -> None:
    client = await scene.enter(party, "proof")
    try:
        await client.settle()
    except NoAnswer as error:
        raise BaseUnusable(user=party.username, base=party.base) from error


async def run_attack(target: Target, level: int, attack: Attack) -> Finding:
    """Try one attack. Raises what `Scene.enter` raises."""
    async with AsyncExitStack() as stack:
        scene = Scene(target, level, attack.name, stack)
        outcome, leak, says = await _try(attack, scene)
    return Finding(attack, level, outcome, leak, says, tuple(dict.fromkeys(scene.refusals)))


async def _try(attack: Attack, scene: Scene) -> tuple[Outcome, Leak, Text]:
    try:
        seen = await attack.run(scene)
    except (NotOffered, NoAnswer) as error:
        return Outcome.NOT_TRIED, attack.leak, error.says
    except ConnectionEnded as error:
        if error.fields["client"] == scene.target.victim.username:
            return Outcome.LEAKED, Leak.EVICTED, error.says
        return Outcome.NOT_TRIED, attack.leak, error.says
    return Outcome.LEAKED if seen else Outcome.HELD, attack.leak, seen or _NOTHING
