"""Randomness that nobody seeded: random, secrets, uuid, os.urandom, and random client ids."""

import os
import random
import secrets
import threading
import time
import uuid

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def tell(what):
    client.publish(BASE + "/notes/chance", str(what))


def wander(name):
    for _ in range(3):
        time.sleep(random.uniform(1, 100))
        tell(f"{name} {random.choice('abcdef')}")


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=f"student-{random.randint(0, 9999)}")
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
tell(random.random())
tell(random.Random().random())
tell(random.SystemRandom().random())
tell((secrets.token_hex(4), uuid.uuid4(), uuid.uuid1(), os.urandom(3).hex()))
numbers = list(range(10))
random.shuffle(numbers)
tell((numbers, random.gauss(0, 1), random.sample(range(100), 3)))
random.seed(5)
tell(random.random())
threads = [threading.Thread(target=wander, args=name) for name in "xyz"]
for thread in threads:
    thread.start()
