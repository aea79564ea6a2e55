"""aiomqtt: one task reads, another one answers."""

import asyncio
import json
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def answer(client, actions):
    while (action := await actions.get()) != "hold":
        print(action)
        await client.publish(f"{BASE}/notes/action", action or "none", qos=1)


async def main():
    actions = asyncio.Queue()
    async with aiomqtt.Client(
        os.environ["MQTT_HOST"],
        int(os.environ["MQTT_PORT"]),
        username=os.environ["MQTT_USERNAME"],
        password=os.environ["MQTT_PASSWORD"],
    ) as client:
        answering = asyncio.create_task(answer(client, actions))
        await client.subscribe(f"{BASE}/zigbee2mqtt/corridor_button", qos=1)
        async for message in client.messages:
            action = json.loads(message.payload)["action"]
            actions.put_nowait(action)
            if action == "hold":
                break
        await answering


asyncio.run(main())
