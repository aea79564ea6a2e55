"""The schedule library: jobs every few minutes and at times of day, run from a loop that sleeps a second."""

import os
import time

import paho.mqtt.client as mqtt
import schedule

BASE = os.environ["LAB_BASE"]


def tell(what):
    client.publish(BASE + "/notes/schedule", what)


def once():
    tell("once")
    return schedule.CancelJob


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
schedule.every(25).minutes.do(tell, "every 25 minutes")
schedule.every().day.at("09:30").do(tell, "half past nine")
schedule.every().hour.at(":45").do(tell, "quarter to")
schedule.every(10).to(20).minutes.do(tell, "now and then")
schedule.every(5).seconds.do(once)
print(schedule.next_run())
while True:
    schedule.run_pending()
    time.sleep(1)
