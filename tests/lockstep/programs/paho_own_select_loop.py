"""paho, the program's own loop: select, loop_read, loop_write and loop_misc."""

import os
import select
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(BASE + "/zigbee2mqtt/corridor_button", qos=2)


def on_message(client, userdata, message):
    client.publish(BASE + "/notes/echo", message.payload[:40], qos=2)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]), keepalive=20)

until = time.time() + 5000
while time.time() < until:
    sock = client.socket()
    readable, writable, _ = select.select([sock], [sock] if client.want_write() else [], [], 1.5)
    if readable:
        client.loop_read()
    if writable:
        client.loop_write()
    client.loop_misc()
