"""numpy: a moving average, its global and its own random state, sorting and a matrix."""

import json
import os
import time

import numpy
import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
temperatures = []


def on_message(client, userdata, message):
    temperature = json.loads(message.payload).get("temperature")
    if temperature is not None:
        temperatures.append(temperature)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = lambda *_: client.subscribe(BASE + "/zigbee2mqtt/study_climate")
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
client.publish(BASE + "/notes/legacy", f"{numpy.random.random():.12f} {numpy.random.randint(1000)}")
client.publish(BASE + "/notes/normal", f"{numpy.random.normal():.9f}")
client.publish(BASE + "/notes/own", str(numpy.random.default_rng().integers(0, 10**6, 3)))
client.publish(BASE + "/notes/state", str(numpy.random.RandomState().randint(0, 10**6)))
client.publish(BASE + "/notes/seeded", str(numpy.random.default_rng(7).integers(0, 10**6)))
time.sleep(6000)
window = numpy.convolve(numpy.array(temperatures), numpy.ones(3) / 3, mode="valid")
client.publish(BASE + "/notes/average", f"{len(temperatures)} {numpy.round(window[:4], 2).tolist()}")
client.publish(BASE + "/notes/solved", str(numpy.linalg.solve([[2.0, 1.0], [1.0, 3.0]], [3.0, 5.0]).round(6)))
client.publish(BASE + "/notes/time", str(numpy.datetime64(int(time.time()), "s")))
time.sleep(1)
