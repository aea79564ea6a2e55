"""queue.SimpleQueue between four threads, a LifoQueue for the results, and None to end them."""

import os
import queue
import threading
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
tasks, results = queue.SimpleQueue(), queue.LifoQueue()


def work(number):
    while (seconds := tasks.get()) is not None:
        time.sleep(seconds)
        results.put(f"{number}:{seconds}@{time.strftime('%M:%S')}")


workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for worker in workers:
    worker.start()
for seconds in (50, 20, 20, 5, 30, 30, 1, 1, 1, 60):
    tasks.put(seconds)
for _ in workers:
    tasks.put(None)
for worker in workers:
    worker.join()

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
while not results.empty():
    client.publish(BASE + "/notes/results", results.get(), qos=1).wait_for_publish()
client.disconnect()
client.loop_stop()
