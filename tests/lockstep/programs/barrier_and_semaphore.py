"""Threads that meet at a Barrier, share a BoundedSemaphore, and guard a counter with a Lock."""

import os
import threading
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
meeting = threading.Barrier(3, action=lambda: tell("all three are here"))
places = threading.BoundedSemaphore(2)
guard = threading.Lock()
total = 0


def tell(what):
    client.publish(BASE + "/notes/threads", f"{time.strftime('%M:%S')} {what}", qos=1)


def live(name, pace):
    global total
    for round_number in range(3):
        with places:
            time.sleep(pace)
            with guard:
                seen = total
                time.sleep(0.001)
                total = seen + 1
        order = meeting.wait(timeout=100)
        if order == 0:
            tell(f"round {round_number}: {name} came first, total {total}")
    try:
        meeting.wait(timeout=pace)
    except threading.BrokenBarrierError:
        tell(f"{name} waited in vain")


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
threads = [threading.Thread(target=live, args=pair) for pair in (("slow", 31), ("swift", 7), ("steady", 12))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
tell(f"total {total}")
time.sleep(0.5)
