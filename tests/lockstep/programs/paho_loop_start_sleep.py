"""paho, loop_start and sleep: the lamp is on for two minutes after each press of the button."""

import json
import os
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
off_at = None


def on_connect(client, userdata, flags, reason_code, properties):
    print("connected:", reason_code)
    client.subscribe(f"{BASE}/zigbee2mqtt/corridor_button", qos=1)


def on_message(client, userdata, message):
    global off_at
    action = json.loads(message.payload).get("action")
    if action in ("single", "double"):
        print(time.strftime("%H:%M:%S"), action)
        switch("ON")
        off_at = time.time() + 120


def switch(state):
    client.publish(f"{BASE}/zigbee2mqtt/corridor_lamp/set", json.dumps({"state": state}), qos=1)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_start()

while True:
    if off_at is not None and time.time() >= off_at:
        switch("OFF")
        off_at = None
    time.sleep(1)
