"""Misusing request and response (MQTT 5, section 4.10)."""

from __future__ import annotations

from devices.text import Text
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5
from simulator.broker.properties import Properties
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.evidence import written
from simulator.isolation.scene import Scene


async def _forge_response(scene: Scene) -> Text | None:
    """The victim asks and waits for the response; the attacker gives one."""
    victim = await scene.victim()
    await victim.subscribe(scene.secret, qos=1)
    request: Properties = {"response_topic": scene.secret, "correlation_data": b"1"}
    await victim.publish(Message(f"{scene.secret}/request", b"?", qos=1, properties=request))
    intruder = await scene.intruder()
    answer: Properties = {"correlation_data": b"1"}
    await intruder.publish(Message(scene.secret, scene.payload("evil"), qos=1, properties=answer))
    await intruder.settle()
    await victim.settle()
    return written(victim, scene.payload("evil"))


async def _have_response_sent(scene: Scene) -> Text | None:
    """Whoever answers on the broker's side, with rights of its own, must not be sent to another's topic."""
    victim = await scene.victim()
    await victim.subscribe(scene.secret, qos=1)
    intruder = await scene.intruder()
    evil = scene.payload("evil")
    request: Properties = {"response_topic": scene.secret, "correlation_data": evil}
    await intruder.publish(Message(scene.outlet, evil, qos=1, properties=request))
    await intruder.settle()
    await victim.settle()
    return written(victim, evil)


RESPONSES = (
    Attack(
        "forge-response",
        Leak.WRITTEN,
        Text(en="answer a request of another's", fa="پاسخ دادن به درخواست دیگری"),
        _forge_response,
        (MQTT_5,),
    ),
    Attack(
        "response-topic-of-another",
        Leak.WRITTEN,
        Text(
            en="send a request whose response topic is another's",
            fa="فرستادن درخواستی که موضوع پاسخ آن از آنِ دیگری است",
        ),
        _have_response_sent,
        (MQTT_5,),
    ),
)
