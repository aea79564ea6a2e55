"""aiomqtt: the loop of its manual that connects again after every loss; the broker is restarted."""

import asyncio
import json
import os
from datetime import datetime

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def main():
    client = aiomqtt.Client(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
    while True:
        try:
            async with client:
                await client.publish(f"{BASE}/notes/online", f"{datetime.now():%H:%M:%S}")
                await client.subscribe(f"{BASE}/zigbee2mqtt/corridor_button")
                async for message in client.messages:
                    action = json.loads(message.payload)["action"]
                    await client.publish(f"{BASE}/notes/action", action, qos=1)
        except aiomqtt.MqttError:
            await asyncio.sleep(3)


asyncio.run(main())
