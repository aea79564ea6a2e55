"""paho loop_forever, and a Timer that is restarted."""

import json
import os
import threading

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"
OFF_AFTER = 180
heard = 0
timer = None


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(f"{BASE}/#")


def on_message(client, userdata, message):
    global heard, timer
    heard += 1
    if message.topic == MOTION and json.loads(message.payload).get("occupancy"):
        client.publish(LAMP, json.dumps({"state": "ON"}))
        if timer is not None:
            timer.cancel()
        timer = threading.Timer(OFF_AFTER, client.publish, (LAMP, json.dumps({"state": "OFF"})))
        timer.daemon = True
        timer.start()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_forever()
