"""Lights the lamp for half an hour."""

import json
import os
import time

import paho.mqtt.client as mqtt

LAMP = os.environ["LAB_BASE"] + "/zigbee2mqtt/hall_lamp/set"

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_start()
client.publish(LAMP, json.dumps({"state": "ON"}), qos=1)
time.sleep(30 * 60)
client.publish(LAMP, json.dumps({"state": "OFF"}), qos=1).wait_for_publish()
