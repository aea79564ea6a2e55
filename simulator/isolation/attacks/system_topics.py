"""Learning about others from what the broker tells of itself."""

from __future__ import annotations

import json

from devices.text import Text
from simulator.broker.message import Message
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.intruder import Intruder
from simulator.isolation.scene import Scene

_NAMED = Text(
    en="{user} was told of {other}'s client on {topic}",
    fa="{user} در {topic} از کلاینت {other} باخبر شد",
)
_LISTED = Text(
    en="{user} was given the list of the broker's users on {topic}",
    fa="{user} فهرست کاربران واسط (broker) را در {topic} گرفت",
)
_CONTROL = "$CONTROL/dynamic-security/v1"


async def _watch_system_topics(scene: Scene) -> Text | None:
    """Figures about the broker as a whole are no leak; a message that names the victim's client is."""
    intruder = await scene.intruder()
    await intruder.subscribe("$SYS/#", qos=1)
    victim = await scene.victim()
    await victim.settle()
    await intruder.settle()
    name = scene.client_id(scene.target.victim, "victim")
    return _first(scene, intruder, _NAMED, name)


async def _list_users(scene: Scene) -> Text | None:
    intruder = await scene.intruder()
    await intruder.subscribe(f"{_CONTROL}/#", qos=1)
    command = json.dumps({"commands": [{"command": "listClients"}]}).encode()
    await intruder.publish(Message(_CONTROL, command, qos=1))
    await intruder.settle()
    return _first(scene, intruder, _LISTED, json.dumps(scene.target.victim.username))


def _first(scene: Scene, intruder: Intruder, words: Text, name: str) -> Text | None:
    for message in intruder.messages:
        if name in message.topic or name.encode() in message.payload:
            names = {"user": scene.target.attacker.username, "other": scene.target.victim.username}
            return words.format(topic=message.topic, **names)
    return None


SYSTEM_TOPICS = (
    Attack(
        "subscribe-system-topics",
        Leak.READ,
        Text(en="learn of others' clients from $SYS/#", fa="باخبر شدن از کلاینت‌های دیگران از راه $SYS/#"),
        _watch_system_topics,
    ),
    Attack(
        "list-users",
        Leak.READ,
        Text(
            en="administer Mosquitto's dynamic security: $CONTROL/dynamic-security/v1",
            fa="مدیریت dynamic security موسکیتو (Mosquitto): $CONTROL/dynamic-security/v1",
        ),
        _list_users,
    ),
)
