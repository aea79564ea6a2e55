"""paho in `loop_forever`: answers every press, QoS 1, and leaves at the long one."""

import json
import os

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
heard = []


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe([(f"{BASE}/zigbee2mqtt/corridor_button", 1), (f"{BASE}/zigbee2mqtt/corridor_lamp", 1)])


def on_message(client, userdata, message):
    said = json.loads(message.payload)
    heard.append(said.get("action", said.get("state")))
    print(message.topic.removeprefix(BASE), message.qos, message.retain, heard[-1])
    client.publish(f"{BASE}/notes/heard", json.dumps(heard[-1]), qos=1)
    if said.get("action") == "single":
        client.publish(f"{BASE}/zigbee2mqtt/corridor_lamp/set", '{"state": "TOGGLE"}', qos=2)
    if said.get("action") == "hold":
        client.disconnect()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.on_connect, client.on_message = on_connect, on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_forever()
print(len(heard))
