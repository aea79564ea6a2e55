"""weakref.finalize, weak sets and __del__ that block in the middle, and what atexit does at the end."""

import atexit
import gc
import os
import threading
import time
import weakref

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def tell(what):
    client.publish(BASE + "/notes/last", f"{time.strftime('%M:%S')} {what}", qos=1).wait_for_publish(10)


class Device:
    def __init__(self, name):
        self.name = name
        self.me = self
        weakref.finalize(self, tell, f"{name} is finalized")

    def __del__(self):
        with lock:
            time.sleep(3)
        tell(f"{self.name} is deleted")


def drop(name):
    device = Device(name)
    everyone.add(device)
    device.me = None
    time.sleep(10)


lock = threading.Lock()
everyone = weakref.WeakSet()
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
atexit.register(tell, "at exit")
threads = [threading.Thread(target=drop, args=(name,)) for name in ("one", "two", "three")]
for thread in threads:
    thread.start()
cycle = Device("cycle")
del cycle
gc.collect()
for thread in threads:
    thread.join()
tell(f"{len(everyone)} are left")
