"""Sets of one's own objects, of threads, locks, futures and functions: in which order are they walked?"""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


class Lamp:
    def __init__(self, number):
        self.number = number

    def switch(self):
        return self.number


def tell(what):
    """The order in which a set was walked through is printed; what it held is told."""
    print(what)
    client.publish(BASE + "/notes/sets", str(sorted(what)))


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
tell([lamp.number for lamp in {Lamp(number) for number in range(60)}])
tell([method() for method in {Lamp(number).switch for number in range(20)}])
tell([function() for function in {lambda number=number: number for number in range(20)}])
threads = {threading.Thread(target=time.sleep, args=[1], name=str(number)) for number in range(20)}
for thread in threads:
    thread.start()
tell([thread.name for thread in threads])
with ThreadPoolExecutor(8) as pool:
    futures = {pool.submit(time.sleep, 1): number for number in range(30)}
    tell([futures[future] for future in as_completed(futures)])
words = {"lamp", "door", "window", "سلام", "heater"}
tell(list(words))
time.sleep(1)
