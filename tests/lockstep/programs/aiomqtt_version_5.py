"""aiomqtt with MQTT 5: a will with a delay, a shared subscription, properties of what comes."""

import asyncio
import os

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

BASE = os.environ["LAB_BASE"]


async def main():
    delayed = Properties(PacketTypes.WILLMESSAGE)
    delayed.WillDelayInterval = 30
    will = aiomqtt.Will(f"{BASE}/notes/gone", "gone", qos=1, properties=delayed)
    async with aiomqtt.Client(
        os.environ["MQTT_HOST"], protocol=aiomqtt.ProtocolVersion.V5, identifier="five", will=will
    ) as client:
        await client.subscribe(f"$share/desk/{BASE}/zigbee2mqtt/corridor_button", qos=1)
        async with asyncio.timeout(1800):
            async for message in client.messages:
                tagged = Properties(PacketTypes.PUBLISH)
                tagged.UserProperty = [("topic", str(message.topic).removeprefix(BASE))]
                tagged.ContentType = "application/json"
                await client.publish(f"{BASE}/notes/copy", message.payload, qos=2, properties=tagged)


try:
    asyncio.run(main())
except TimeoutError:
    os._exit(0)  # without a word: the will is for this
