"""Busy waiting for a time: `while time.time() < t: pass`, over minutes and over an hour."""

import datetime
import os
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def wait(seconds):
    until = time.time() + seconds
    while time.time() < until:
        pass
    late = time.time() - until
    assert late <= max(0.02, seconds / 90), late


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
for seconds in (1, 10, 100, 3600):
    wait(seconds)
    client.publish(BASE + "/notes/waited", f"{seconds}")
while datetime.datetime.now().strftime("%H:%M") != "09:30":
    pass
client.publish(BASE + "/notes/clock", f"{datetime.datetime.now():%H:%M}")
last = time.monotonic()
while datetime.datetime.now().hour < 10:
    if time.monotonic() - last > 300:
        last = time.monotonic()
        client.publish(BASE + "/notes/five", "minutes")
