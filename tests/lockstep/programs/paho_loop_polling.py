"""paho, client.loop(0.1) called by hand between two things the program does itself."""

import os
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
presses = 0


def on_message(client, userdata, message):
    global presses
    if b'"action":""' not in message.payload.replace(b" ", b""):
        presses += 1


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
while not client.is_connected():
    client.loop(0.1)
client.subscribe(BASE + "/zigbee2mqtt/corridor_button")

start = time.monotonic()
reported = 0
while time.monotonic() - start < 5400:
    client.loop(0.1)
    if time.monotonic() - start >= (reported + 1) * 1200:
        reported += 1
        client.publish(BASE + "/notes/presses", f"{presses} after {time.monotonic() - start:.1f} s")
client.disconnect()
client.loop(0.1)
