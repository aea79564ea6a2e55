"""aiomqtt, a task that switches off, and a heartbeat every 30 s at QoS 1."""

import asyncio
import json
import os

import aiomqtt

BASE = os.environ["LAB_BASE"]
MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"
OFF_AFTER = 180


async def switch_off(client):
    await asyncio.sleep(OFF_AFTER)
    await client.publish(LAMP, json.dumps({"state": "OFF"}))


async def beat(client):
    while True:
        await client.publish(f"{BASE}/notes/heartbeat", "alive", qos=1)
        await asyncio.sleep(30)


async def main():
    async with aiomqtt.Client(
        os.environ["MQTT_HOST"],
        int(os.environ["MQTT_PORT"]),
        username=os.environ["MQTT_USERNAME"],
        password=os.environ["MQTT_PASSWORD"],
    ) as client:
        await client.subscribe(f"{BASE}/#")
        beating = asyncio.create_task(beat(client))
        waiting = None
        async for message in client.messages:
            if str(message.topic) == MOTION and json.loads(message.payload).get("occupancy"):
                await client.publish(LAMP, json.dumps({"state": "ON"}))
                if waiting is not None:
                    waiting.cancel()
                waiting = asyncio.create_task(switch_off(client))
        await beating


asyncio.run(main())
