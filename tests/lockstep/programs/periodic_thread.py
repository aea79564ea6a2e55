"""A Thread subclass that ticks until it is stopped, beside daemon threads and a timer that stops it."""

import os
import threading
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


class Periodic(threading.Thread):
    def __init__(self, pace, action):
        super().__init__(daemon=True)
        self.pace, self.action, self.stopped = pace, action, threading.Event()

    def run(self):
        due = time.monotonic() + self.pace
        while not self.stopped.wait(due - time.monotonic()):
            self.action()
            due += self.pace

    def stop(self):
        self.stopped.set()
        self.join(timeout=5)


def tell(what):
    client.publish(BASE + "/notes/periodic", f"{time.strftime('%H:%M:%S')} {what}")


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
slow, fast = Periodic(700, lambda: tell("slow")), Periodic(411.1, lambda: tell("fast"))
slow.start()
fast.start()
threading.Timer(3000, fast.stop).start()
fast.join()
tell("the fast one has stopped")
slow.join(timeout=1200)
tell(f"the slow one goes on: {slow.is_alive()}")
slow.stop()
tell([thread.name for thread in threading.enumerate() if isinstance(thread, Periodic)])
time.sleep(1)
