"""aiomqtt over TLS, with a context of its own."""

import asyncio
import json
import os
import ssl

import aiomqtt

BASE = os.environ["LAB_BASE"]


async def main():
    context = ssl.create_default_context(cafile=os.environ["MQTT_CA"])
    port = int(os.environ["MQTT_TLS_PORT"])
    async with aiomqtt.Client(os.environ["MQTT_HOST"], port, tls_context=context) as client:
        await client.subscribe(f"{BASE}/zigbee2mqtt/corridor_button")
        async for message in client.messages:
            if (action := json.loads(message.payload)["action"]) == "hold":
                break
            await client.publish(f"{BASE}/notes/action", action, qos=1)


asyncio.run(main())
