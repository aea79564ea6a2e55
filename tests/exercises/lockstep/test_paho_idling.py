"""What idle paho clients are spared leaves no trace: clients of a subclass, or of the original loop, do the same."""

from __future__ import annotations

import pytest

TELL_PINGS = (
    "client.on_log = lambda c, u, level, text: "
    "print(time.strftime('%H:%M:%S'), text) if 'PING' in text else None\n"
)
PAHO = f"""
import paho.mqtt.client as mqtt, time
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = lambda client, *_: client.subscribe("lab/bell")
client.on_message = lambda client, u, message: client.publish("lab/answer", message.payload, qos=1)
{TELL_PINGS}
client.connect("localhost", keepalive=20)
"""
AIOMQTT = f"""
import aiomqtt, asyncio, time
async def main():
    async with aiomqtt.Client("localhost", keepalive=20) as lab:
        client = lab._client
        {TELL_PINGS.strip()}
        await lab.subscribe("lab/bell")
        async for message in lab.messages:
            await lab.publish("lab/answer", message.payload, qos=1)
asyncio.run(main())
"""
RINGS_S = [50, 50.5, 90.3, 400]


def ordinary(program: str) -> str:
    """The program with a client of its own type, which is left to paho's own code."""
    return program.replace("mqtt.Client(", "type('Ordinary', (mqtt.Client,), {})(")


def ordinary_aiomqtt(program: str) -> str:
    """The program with the loop as aiomqtt 2.5.1 has it."""
    loop = (
        "class Ordinary(aiomqtt.Client):\n"
        "    async def _misc_loop(self):\n"
        "        while self._client.loop_misc() == 0: await asyncio.sleep(1)\n"
    )
    return program.replace("async def main", f"{loop}async def main", 1).replace(
        "with aiomqtt.Client", "with Ordinary"
    )


@pytest.mark.parametrize(
    ("program", "whole"),
    [
        (PAHO + "while True: client.loop(0.1)", ordinary),
        (PAHO + "while True: client.loop(2.5)", ordinary),
        (PAHO + "while True:\n    client.loop(0.3)\n    time.sleep(0.2)", ordinary),
        (PAHO + "client.loop_start()\nwhile True: time.sleep(1)", ordinary),
        (PAHO + "client.loop_forever(timeout=7.3)", ordinary),
        (AIOMQTT, ordinary_aiomqtt),
    ],
)
def test_a_client_that_is_spared_its_idle_seconds_does_the_same(play, program, whole):
    spared, left_alone = (play(each, for_s=600, rings_s=RINGS_S) for each in (program, whole(program)))
    assert len(left_alone.stage.topics_heard()) == len(RINGS_S)
    assert spared.stage.heard == left_alone.stage.heard
    assert spared.output == left_alone.output
    assert "PING" in left_alone.output


@pytest.mark.parametrize("after_s", [0.5, 10.3, 25])
def test_a_loop_that_is_told_to_stop_looks_once_a_second_whether_it_is(play, after_s):
    program = PAHO + (
        f"client.loop_start()\ntime.sleep({after_s})\nstarted = time.time()\nclient.loop_stop()\n"
        "print('stopped after', round(time.time() - started, 3))"
    )
    assert play(program).output == play(ordinary(program)).output


def test_two_clients_that_are_polled_in_turn_do_not_disturb_each_other(play):
    program = PAHO + (
        "second = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)\n"
        "second.on_connect = lambda c, *_: c.subscribe('lab/bell')\n"
        "second.on_message = lambda c, u, message: c.publish('lab/second', message.payload)\n"
        "second.connect('localhost', keepalive=15)\n"
        "while True:\n    client.loop(0.1)\n    second.loop(0.1)"
    )
    spared, left_alone = (play(each, for_s=300, rings_s=RINGS_S[:3]) for each in (program, ordinary(program)))
    assert len(spared.stage.topics_heard()) == 6
    assert spared.stage.heard == left_alone.stage.heard
    assert spared.output == left_alone.output
