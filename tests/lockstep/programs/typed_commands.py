"""input() in the main thread, and what is typed goes to the broker."""

import os

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
while (command := input("> ").strip()) != "quit":
    client.publish(f"{BASE}/zigbee2mqtt/corridor_lamp/set", f'{{"state": "{command}"}}', qos=1).wait_for_publish()
client.disconnect()
client.loop_stop()
