"""datetime.now naive, in UTC and in Asia/Tehran, time.localtime, and the time stamps of logging."""

import datetime
import logging
import os
import sys
import time
import zoneinfo

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
logging.basicConfig(
    format="%(asctime)s %(relativeCreated)d %(threadName)s %(message)s", level=logging.INFO, stream=sys.stdout
)


def tell(what):
    logging.info(what)
    client.publish(BASE + "/notes/clock", str(what))


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
time.sleep(1.25)
tell(datetime.datetime.now())
tell(datetime.datetime.now(datetime.timezone.utc).isoformat())
tell(datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Tehran")))
tell(datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Berlin")))
tell(datetime.datetime.now().astimezone().isoformat(timespec="milliseconds"))
tell(datetime.datetime.fromtimestamp(time.time()))
tell(datetime.date.today())
tell(time.strftime("%A %d %B %Y %H:%M:%S", time.localtime()))
tell(time.time_ns())
tell((time.tzname, time.timezone, time.localtime().tm_gmtoff))
started = time.perf_counter()
time.sleep(59.5)
tell(round(time.perf_counter() - started, 3))
midnight = datetime.datetime.combine(datetime.date.today(), datetime.time())
tell((datetime.datetime.now() - midnight).total_seconds())
time.sleep(1)
