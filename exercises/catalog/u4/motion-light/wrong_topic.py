"""Wrong: right in every way, but there is no device called corridor_light."""

import json
import os
import threading

import paho.mqtt.client as mqtt

HOST = os.environ.get("MQTT_HOST", "localhost")
PORT = int(os.environ.get("MQTT_PORT", "1883"))
USERNAME = os.environ.get("MQTT_USERNAME", "demo")
PASSWORD = os.environ.get("MQTT_PASSWORD", "")
BASE = os.environ.get("LAB_BASE", "lab/demo")
OFF_AFTER = float(os.environ.get("PARAM_OFF_AFTER", "180"))

MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_light/set"

timer = None


def switch_lamp(client, state):
    client.publish(LAMP, json.dumps({"state": state}), qos=1)


def on_connect(client, userdata, flags, reason_code, properties):
    print("connected:", reason_code)
    client.subscribe(MOTION, qos=1)


def on_message(client, userdata, message):
    global timer
    motion = json.loads(message.payload)
    if not motion.get("occupancy"):
        return
    switch_lamp(client, "ON")
    if timer is not None:
        timer.cancel()
    timer = threading.Timer(OFF_AFTER, switch_lamp, args=(client, "OFF"))
    timer.daemon = True
    timer.start()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(USERNAME, PASSWORD)
client.on_connect = on_connect
client.on_message = on_message
client.connect(HOST, PORT)
client.loop_forever()
