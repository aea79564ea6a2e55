"""Nothing but `while True: pass` at the end: paho's thread does the work."""

import os
import threading

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def on_message(client, userdata, message):
    if b"single" in message.payload:
        client.publish(BASE + "/zigbee2mqtt/corridor_lamp/set", '{"state": "ON"}')
        threading.Timer(60, client.publish, [BASE + "/zigbee2mqtt/corridor_lamp/set", '{"state": "OFF"}']).start()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = lambda *_: client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"])
client.loop_start()

while True:
    pass
