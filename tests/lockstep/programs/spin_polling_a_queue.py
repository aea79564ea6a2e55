"""The main thread polls: queue.empty() with sleep(0), get_nowait with a short sleep, and a deadline."""

import os
import queue
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
heard = queue.Queue()
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = lambda *_: client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
client.on_message = lambda c, u, message: heard.put(message.payload)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()

end = time.time() + 400
while time.time() < end:
    if heard.empty():
        time.sleep(0)
    else:
        client.publish(BASE + "/notes/eager", heard.get()[:18])
while time.time() < end + 3000:
    try:
        payload = heard.get_nowait()
    except queue.Empty:
        time.sleep(0.5)
        continue
    client.publish(BASE + "/notes/lazy", payload[:18])
