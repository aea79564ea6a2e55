"""gmqtt connects again by itself after a restart of the broker, and subscribes in its on_connect."""

import asyncio
import json
import os
from datetime import datetime

import gmqtt

BASE = os.environ["LAB_BASE"]


def on_connect(client, flags, rc, properties):
    if rc == 0:
        client.publish(f"{BASE}/notes/online", f"{datetime.now():%H:%M:%S}")
        client.subscribe(f"{BASE}/zigbee2mqtt/corridor_button", qos=1)


async def on_message(client, topic, payload, qos, properties):
    client.publish(f"{BASE}/notes/action", json.loads(payload)["action"] or "none", qos=2)
    return 0


async def main():
    client = gmqtt.Client("keeper")
    client.set_config({"reconnect_retries": -1, "reconnect_delay": 7})
    client.on_connect, client.on_message = on_connect, on_message
    await client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
    await asyncio.sleep(7000)
    await client.disconnect()


asyncio.run(main())
