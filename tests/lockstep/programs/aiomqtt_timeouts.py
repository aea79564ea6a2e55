"""aiomqtt with asyncio.timeout and wait_for: a note when nothing has come for ten minutes."""

import asyncio
import json
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def main():
    async with aiomqtt.Client(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"])) as client:
        await client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
        messages = aiter(client.messages)
        waiting = None
        while True:
            waiting = waiting or asyncio.ensure_future(anext(messages))
            try:
                async with asyncio.timeout(600):
                    message = await asyncio.shield(waiting)
            except TimeoutError:
                await client.publish(BASE + "/notes/quiet", "ten minutes")
                continue
            waiting = None
            action = json.loads(message.payload)["action"]
            if action == "hold":
                break
            if action:
                await client.publish(BASE + "/zigbee2mqtt/corridor_lamp/set", '{"state": "TOGGLE"}', qos=1)
    try:
        await asyncio.wait_for(asyncio.Event().wait(), timeout=30)
    except asyncio.TimeoutError:
        print("nothing more")


asyncio.run(main())
