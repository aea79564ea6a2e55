"""Wrong: lights the lamp, and leaves it on."""

import json
import os

import paho.mqtt.client as mqtt

LAMP = os.environ["LAB_BASE"] + "/zigbee2mqtt/hall_lamp/set"

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_start()
client.publish(LAMP, json.dumps({"state": "ON"}), qos=1).wait_for_publish()
