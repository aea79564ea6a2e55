"""Ctrl-C ends loop_forever; what follows says goodbye."""

import os

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def on_connect(client, *_):
    client.publish(f"{BASE}/notes/state", "online", qos=1, retain=True)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.will_set(f"{BASE}/notes/state", "lost", qos=1, retain=True)
client.on_connect = on_connect
client.connect(os.environ["MQTT_HOST"])
try:
    client.loop_forever()
except KeyboardInterrupt:
    client.loop_start()
    client.publish(f"{BASE}/notes/state", "offline", qos=1, retain=True).wait_for_publish()
    client.disconnect()
    client.loop_stop()
