import os
import time

import paho.mqtt.publish

BROKER = {
    "hostname": os.environ["MQTT_HOST"],
    "port": int(os.environ["MQTT_PORT"]),
    "auth": {"username": os.environ["MQTT_USERNAME"], "password": os.environ["MQTT_PASSWORD"]},
}
TOPIC = os.environ["LAB_BASE"] + "/zigbee2mqtt/lamp/set"

time.sleep(int(os.environ["PARAM_AFTER"]))
paho.mqtt.publish.single(TOPIC, '{"state": "ON"}', qos=1, **BROKER)
