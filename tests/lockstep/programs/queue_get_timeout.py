"""queue.Queue: callbacks put, the main thread gets with a timeout; PriorityQueue and join besides."""

import json
import os
import queue
import threading

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
arrived = queue.Queue(maxsize=10)
jobs = queue.PriorityQueue()


def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe(BASE + "/zigbee2mqtt/corridor_button")


def on_message(client, userdata, message):
    arrived.put(json.loads(message.payload))


def work():
    while True:
        urgency, text = jobs.get()
        client.publish(BASE + "/notes/jobs", f"{urgency} {text}", qos=1).wait_for_publish()
        jobs.task_done()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = on_connect
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
threading.Thread(target=work, daemon=True).start()

quiet = 0
while quiet < 3:
    try:
        message = arrived.get(timeout=600)
    except queue.Empty:
        quiet += 1
        jobs.put((9, f"quiet {quiet}"))
        continue
    for urgency in (3, 1, 2):
        jobs.put((urgency, message["action"] or "released"))
    jobs.join()
print("done")
