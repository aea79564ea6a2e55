"""gmqtt: callbacks and coroutines on its own asyncio client, MQTT 5."""

import asyncio
import json
import os

import gmqtt

BASE = os.environ["LAB_BASE"]
leave = asyncio.Event()


def on_connect(client, flags, rc, properties):
    client.subscribe(BASE + "/zigbee2mqtt/corridor_button", qos=1)


async def on_message(client, topic, payload, qos, properties):
    action = json.loads(payload)["action"]
    if action == "single":
        client.publish(BASE + "/zigbee2mqtt/corridor_lamp/set", {"state": "ON"}, qos=1)
        await asyncio.sleep(45)
        client.publish(BASE + "/zigbee2mqtt/corridor_lamp/set", {"state": "OFF"}, qos=1)
    if action == "hold":
        leave.set()
    return 0


async def main():
    client = gmqtt.Client("student-client")
    client.set_auth_credentials(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
    client.on_connect = on_connect
    client.on_message = on_message
    await client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
    await leave.wait()
    await client.disconnect()


asyncio.run(main())
