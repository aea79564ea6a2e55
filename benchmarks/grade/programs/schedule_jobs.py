"""The schedule module, looked at once a second."""

import json
import os
import time

import paho.mqtt.client as mqtt
import schedule

BASE = os.environ["LAB_BASE"]
MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"
OFF_AFTER = 180
heard = 0
last_motion = None


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(f"{BASE}/#")


def on_message(client, userdata, message):
    global heard, last_motion
    heard += 1
    if message.topic == MOTION and json.loads(message.payload).get("occupancy"):
        last_motion = time.time()
        client.publish(LAMP, json.dumps({"state": "ON"}))


def switch_off_if_quiet():
    global last_motion
    if last_motion is not None and time.time() - last_motion >= OFF_AFTER:
        last_motion = None
        client.publish(LAMP, json.dumps({"state": "OFF"}))


def tell():
    client.publish(f"{BASE}/notes/heard", heard)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_start()
schedule.every(5).seconds.do(switch_off_if_quiet)
schedule.every().hour.do(tell)
while True:
    schedule.run_pending()
    time.sleep(1)
