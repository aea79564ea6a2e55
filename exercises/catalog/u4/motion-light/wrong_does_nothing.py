"""Wrong: listens to the sensor, and does nothing about it."""

import os

import paho.mqtt.client as mqtt

BASE = os.environ.get("LAB_BASE", "lab/demo")


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(f"{BASE}/zigbee2mqtt/corridor_motion")


def on_message(client, userdata, message):
    print(message.topic, message.payload.decode())


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ.get("MQTT_USERNAME", "demo"), os.environ.get("MQTT_PASSWORD", ""))
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ.get("MQTT_HOST", "localhost"), int(os.environ.get("MQTT_PORT", "1883")))
client.loop_forever()
