"""The sched module as the main loop: events with priorities, cancelled ones, and ones that come again."""

import os
import sched
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
plan = sched.scheduler(time.monotonic, time.sleep)


def tell(what):
    client.publish(BASE + "/notes/sched", f"{time.strftime('%H:%M:%S')} {what}")


def again(number):
    tell(f"round {number}")
    if number < 4:
        plan.enter(950, 1, again, (number + 1,))


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
plan.enter(60, 2, tell, ("second",))
plan.enter(60, 1, tell, ("first",))
plan.cancel(plan.enter(90, 1, tell, ("never",)))
plan.enter(120, 1, again, (1,))
plan.run()
clock = sched.scheduler(time.time, time.sleep)
clock.enterabs(time.time() + 30, 1, tell, ("by the clock",))
while (delay := clock.run(blocking=False)) is not None:
    time.sleep(delay)
time.sleep(0.1)
