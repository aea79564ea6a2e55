"""paho over TLS with the lab's authority, in a thread of its own."""

import os
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def on_connect(client, *_):
    client.subscribe(f"{BASE}/zigbee2mqtt/+")


def on_message(client, userdata, message):
    if b"single" in message.payload:
        client.publish(f"{BASE}/zigbee2mqtt/corridor_lamp/set", '{"state": "TOGGLE"}', qos=1)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect, client.on_message = on_connect, on_message
client.tls_set(ca_certs=os.environ["MQTT_CA"])
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_TLS_PORT"]))
client.loop_start()
time.sleep(90 * 60)
client.publish(f"{BASE}/notes/end", "over", qos=1).wait_for_publish()
client.loop_stop()
