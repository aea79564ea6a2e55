"""Spins through methods, an attribute, a list, is_alive, an Event and a Queue, each set by another thread."""

import os
import queue
import threading
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


class Lamp:
    def __init__(self):
        self.on = False

    def is_on(self):
        return self.on


def tell(what):
    client.publish(BASE + "/notes/spin", f"{time.strftime('%H:%M:%S')} {what}")


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
while not client.is_connected():
    pass

lamp, heard, done, things = Lamp(), [], threading.Event(), queue.Queue()
threading.Timer(60, setattr, [lamp, "on", True]).start()
while not lamp.is_on():
    pass
tell("the lamp is on")

threading.Timer(61.5, heard.append, ["something"]).start()
while True:
    if len(heard) > 0 and heard[0] == "something":
        break
tell("heard")

threading.Timer(90, done.set).start()
while not done.is_set():
    continue
tell("the event is set")

sleeper = threading.Thread(target=time.sleep, args=[33])
sleeper.start()
while sleeper.is_alive():
    pass
tell("the thread has ended")

threading.Timer(10, things.put, ["a thing"]).start()
while things.empty():
    pass
tell(things.get())

threading.Timer(20, things.put, ["another"]).start()
while True:
    try:
        thing = things.get_nowait()
        break
    except queue.Empty:
        pass
tell(thing)

lamps = [Lamp() for _ in range(4)]
for number, each in enumerate(lamps):
    threading.Timer(5 + number, setattr, [each, "on", True]).start()


def all_on():
    for each in lamps:
        if not each.is_on():
            return False
    return True


while not all_on():
    pass
tell("all four")
time.sleep(1)
