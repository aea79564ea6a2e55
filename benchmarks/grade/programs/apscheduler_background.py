"""APScheduler's background scheduler beside paho."""

import datetime
import json
import os
import threading

import paho.mqtt.client as mqtt
from apscheduler.schedulers.background import BackgroundScheduler

BASE = os.environ["LAB_BASE"]
MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"
OFF_AFTER = 180
heard = 0


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(f"{BASE}/#")


def on_message(client, userdata, message):
    global heard
    heard += 1
    if message.topic == MOTION and json.loads(message.payload).get("occupancy"):
        client.publish(LAMP, json.dumps({"state": "ON"}))
        off_at = datetime.datetime.now() + datetime.timedelta(seconds=OFF_AFTER)
        scheduler.add_job(switch_off, "date", run_date=off_at, id="off", replace_existing=True)


def switch_off():
    client.publish(LAMP, json.dumps({"state": "OFF"}))


def tell():
    client.publish(f"{BASE}/notes/heard", heard)


scheduler = BackgroundScheduler()
scheduler.add_job(tell, "interval", minutes=10)
scheduler.start()
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_start()
threading.Event().wait()
