"""A queue between paho's thread and the main one, and a pool that counts."""

import json
import os
import queue
import time
from concurrent.futures import ThreadPoolExecutor

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"
OFF_AFTER = 180
heard = 0
arrived = queue.Queue()
counts = {}


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(f"{BASE}/#")


def on_message(client, userdata, message):
    arrived.put((message.topic, message.payload))


def count(topic):
    counts[topic] = counts.get(topic, 0) + 1


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_start()
is_on = False
with ThreadPoolExecutor(2) as pool:
    while True:
        try:
            topic, payload = arrived.get(timeout=OFF_AFTER if not is_on else 1)
        except queue.Empty:
            topic = None
        if topic is not None:
            pool.submit(count, topic)
        now = time.monotonic()
        if topic == MOTION and json.loads(payload).get("occupancy"):
            is_on, off_at = True, now + OFF_AFTER
            client.publish(LAMP, json.dumps({"state": "ON"}))
        elif is_on and now >= off_at:
            is_on = False
            client.publish(LAMP, json.dumps({"state": "OFF"}))
