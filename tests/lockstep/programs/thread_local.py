"""threading.local, a subclass of it with __init__, thread names and identities in a pool of threads."""

import os
import threading
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


class Session(threading.local):
    count = 0

    def __init__(self, first):
        self.log = [first]


mine, session = threading.local(), Session("begin")


def tell(what):
    client.publish(BASE + "/notes/local", what)


def work(name):
    mine.name = name
    for _ in range(3):
        session.count += 1
        session.log.append(name)
        time.sleep(len(name))
    known = hasattr(mine, "name") and mine.name == threading.current_thread().name
    tell(f"{name} {session.count} {session.log} {known} {threading.get_ident() == threading.current_thread().ident}")


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
threads = [threading.Thread(target=work, args=(name,), name=name) for name in ("ant", "bumblebee", "cricket")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
tell(f"main {session.count} {session.log} {hasattr(mine, 'name')} {threading.main_thread().name}")
time.sleep(1)
