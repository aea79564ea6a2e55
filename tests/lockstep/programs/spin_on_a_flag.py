"""The main thread spins on a global flag that a callback of paho sets: `while not pressed: pass`."""

import os
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
pressed = False
held = False


def on_message(client, userdata, message):
    global pressed, held
    pressed = pressed or b"single" in message.payload
    held = held or b"hold" in message.payload


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = lambda *_: client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"])
client.loop_start()

for number in range(3):
    while not pressed:
        pass
    pressed = False
    client.publish(BASE + "/notes/pressed", f"{number} {time.strftime('%H:%M:%S')}")
while True:
    if held:
        break
client.publish(BASE + "/notes/held", time.strftime("%H:%M:%S"))
time.sleep(1)
