"""signal.setitimer as the beat of a program that otherwise sleeps; a handler that raises ends its work."""

import os
import signal
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


class TimeIsUp(Exception):
    pass


def beat(number, frame):
    client.publish(f"{BASE}/notes/beat", time.strftime("%H:%M:%S"))


def give_up(number, frame):
    raise TimeIsUp


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
signal.signal(signal.SIGALRM, beat)
signal.setitimer(signal.ITIMER_REAL, 60, 600)
time.sleep(45 * 60)
signal.signal(signal.SIGALRM, give_up)
signal.alarm(100)
try:
    while True:
        time.sleep(7)
except TimeIsUp:
    client.publish(f"{BASE}/notes/up", time.strftime("%H:%M:%S"), qos=1).wait_for_publish()
