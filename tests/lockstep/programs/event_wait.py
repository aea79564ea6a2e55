"""threading.Event: a thread reports once a quarter of an hour, or at once when the button wakes it."""

import os
import threading
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
pressed = threading.Event()
leaving = threading.Event()


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(BASE + "/zigbee2mqtt/corridor_button")


def on_message(client, userdata, message):
    if b"single" in message.payload:
        pressed.set()
    if b"hold" in message.payload:
        leaving.set()
        pressed.set()


def report():
    while not leaving.is_set():
        woken = pressed.wait(timeout=900)
        pressed.clear()
        client.publish(BASE + "/notes/report", "pressed" if woken else "all quiet")


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
reporter = threading.Thread(target=report, name="reporter")
reporter.start()
reporter.join()
print("left at", time.strftime("%H:%M:%S"), threading.active_count())
client.loop_stop()
