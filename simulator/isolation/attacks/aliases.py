"""Publishing to another's topic by its alias (MQTT 5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from devices.text import Text
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, Publish, Pubrel
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.evidence import written
from simulator.isolation.intruder import Intruder
from simulator.isolation.offers import require_aliases, require_qos
from simulator.isolation.raw_client import RawClient
from simulator.isolation.scene import Scene

_ALIAS = 1

Prepare = Callable[[Scene, RawClient, Intruder], Awaitable[Publish | None]]
"""Has the alias set; the packet, if any, that the attacker sends right before the one that uses it."""


async def _use_alias(scene: Scene, qos: int, prepare: Prepare) -> Text | None:
    victim = await scene.victim()
    require_qos(victim, qos)
    require_aliases(victim)
    await victim.subscribe(scene.secret, qos)
    intruder = await scene.intruder()
    first = await prepare(scene, victim, intruder)
    evil = _publish(intruder.client, "", scene.payload("evil"), qos)
    await intruder.send(*([first] if first else []), evil)
    if qos == 2:
        await intruder.send(Pubrel(evil.packet_id))
    await intruder.settle()
    await victim.settle()
    return written(victim, scene.payload("evil"))


async def _set_by_refused_message(scene: Scene, _victim: RawClient, intruder: Intruder) -> Publish | None:
    """The broker refuses the message, but may still remember the alias that it set."""
    return _publish(intruder.client, scene.secret, scene.payload("first"), qos=0)


async def _set_by_victim(scene: Scene, victim: RawClient, _intruder: Intruder) -> Publish | None:
    """Aliases belong to one connection; the broker may forget that."""
    await victim.send(_publish(victim, scene.secret, scene.payload("own"), qos=0))
    await victim.hear(scene.payload("own"))
    return None


def _publish(client: RawClient, topic: str, payload: bytes, qos: int) -> Publish:
    message = Message(topic, payload, qos, properties={"topic_alias": _ALIAS})
    return Publish(message, packet_id=client.next_packet_id() if qos else 0)


_REFUSED = Text(
    en="use an alias that a refused message has set, at QoS {qos}",
    fa="به کار بردن نام کوتاهی (topic alias) که پیامی ردشده تعیین کرده است، با QoS {qos}",
)
_FOREIGN = Text(
    en="use an alias that another's connection has set, at QoS {qos}",
    fa="به کار بردن نام کوتاهی (topic alias) که اتصال دیگری تعیین کرده است، با QoS {qos}",
)


def _attacks() -> Iterator[Attack]:
    kinds: tuple[tuple[str, Text, Prepare], ...] = (
        ("alias-of-refused-message", _REFUSED, _set_by_refused_message),
        ("alias-of-another", _FOREIGN, _set_by_victim),
    )
    for name, words, prepare in kinds:
        for qos in (0, 1, 2):
            run = partial(_use_alias, qos=qos, prepare=prepare)
            yield Attack(f"{name}-qos{qos}", Leak.WRITTEN, words.format(qos=str(qos)), run, (MQTT_5,))


ALIASES_OF_OTHERS = tuple(_attacks())
