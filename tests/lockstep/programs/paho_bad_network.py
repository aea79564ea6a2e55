"""paho behind a bad network: QoS 0 gets lost or comes twice, QoS 1 comes at least once, QoS 2 just once."""

import os
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
heard = {0: [], 1: [], 2: []}


def on_connect(client, *_):
    client.subscribe(f"{BASE}/notes/+", qos=2)


def on_message(client, userdata, message):
    heard[message.qos].append(int(message.payload))


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "walker", clean_session=False)
client.on_connect, client.on_message = on_connect, on_message
client.connect(os.environ["MQTT_HOST"], keepalive=20)
client.loop_start()
for number in range(40):
    for qos in heard:
        client.publish(f"{BASE}/notes/{qos}", number, qos=qos)
    time.sleep(30)
time.sleep(600)
for qos, numbers in heard.items():
    print(qos, len(numbers), len(set(numbers)))
client.disconnect()
client.loop_stop()
