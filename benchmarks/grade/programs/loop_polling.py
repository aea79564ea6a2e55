"""paho's loop(0.1), called again and again."""

import json
import os
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"
OFF_AFTER = 180
heard = 0
off_at = None


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(f"{BASE}/#")


def on_message(client, userdata, message):
    global heard, off_at
    heard += 1
    if message.topic == MOTION and json.loads(message.payload).get("occupancy"):
        off_at = time.monotonic() + OFF_AFTER
        client.publish(LAMP, json.dumps({"state": "ON"}))


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
while True:
    client.loop(0.1)
    if off_at is not None and time.monotonic() >= off_at:
        off_at = None
        client.publish(LAMP, json.dumps({"state": "OFF"}))
