"""paho, loop_forever and a threading.Timer that is started anew: off three minutes after the last press."""

import json
import os
import threading

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
LAMP = BASE + "/zigbee2mqtt/corridor_lamp/set"
timer = None


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(BASE + "/zigbee2mqtt/corridor_button")


def on_message(client, userdata, message):
    global timer
    if not json.loads(message.payload)["action"]:
        return
    client.publish(LAMP, '{"state": "ON"}')
    if timer is not None:
        timer.cancel()
    timer = threading.Timer(180, client.publish, args=(LAMP, '{"state": "OFF"}'))
    timer.start()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]), keepalive=30)
client.loop_forever()
