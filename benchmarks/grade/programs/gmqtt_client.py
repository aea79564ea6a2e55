"""gmqtt on MQTT 5, with a task that switches off."""

import asyncio
import json
import os

import gmqtt

BASE = os.environ["LAB_BASE"]
MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"
OFF_AFTER = 180
waiting = None


def on_connect(client, flags, rc, properties):
    client.subscribe(f"{BASE}/#")


async def switch_off(client):
    await asyncio.sleep(OFF_AFTER)
    client.publish(LAMP, {"state": "OFF"})


async def on_message(client, topic, payload, qos, properties):
    global waiting
    if topic == MOTION and json.loads(payload).get("occupancy"):
        client.publish(LAMP, {"state": "ON"})
        if waiting is not None:
            waiting.cancel()
        waiting = asyncio.create_task(switch_off(client))
    return 0


async def main():
    client = gmqtt.Client("busy-flat")
    client.set_auth_credentials(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
    client.on_connect = on_connect
    client.on_message = on_message
    await client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
    await asyncio.Event().wait()


asyncio.run(main())
