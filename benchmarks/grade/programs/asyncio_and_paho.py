"""paho's thread hands messages to asyncio by call_soon_threadsafe."""

import asyncio
import json
import os

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"
OFF_AFTER = 180
heard = 0


async def main():
    loop = asyncio.get_running_loop()
    arrived = asyncio.Queue()

    def on_connect(client, userdata, flags, reason_code, properties):
        client.subscribe(f"{BASE}/#")

    def on_message(client, userdata, message):
        loop.call_soon_threadsafe(arrived.put_nowait, (message.topic, message.payload))

    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
    client.on_connect = on_connect
    client.on_message = on_message
    client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
    client.loop_start()

    async def switch_off():
        await asyncio.sleep(OFF_AFTER)
        client.publish(LAMP, json.dumps({"state": "OFF"}))

    waiting = None
    while True:
        topic, payload = await arrived.get()
        if topic == MOTION and json.loads(payload).get("occupancy"):
            client.publish(LAMP, json.dumps({"state": "ON"}))
            if waiting is not None:
                waiting.cancel()
            waiting = asyncio.create_task(switch_off())


asyncio.run(main())
