"""APScheduler's BackgroundScheduler: interval, cron in two time zones and a date, beside paho."""

import datetime
import os
import time
import zoneinfo

import paho.mqtt.client as mqtt
from apscheduler.schedulers.background import BackgroundScheduler

BASE = os.environ["LAB_BASE"]
TEHRAN = zoneinfo.ZoneInfo("Asia/Tehran")


def tell(what):
    client.publish(BASE + "/notes/jobs", f"{what} {datetime.datetime.now(TEHRAN):%H:%M:%S %z}")


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
scheduler = BackgroundScheduler(timezone=TEHRAN)
scheduler.add_job(tell, "interval", minutes=35, args=["interval"])
scheduler.add_job(tell, "cron", hour=9, minute="10,20", args=["cron in Tehran"])
scheduler.add_job(tell, "cron", hour=5, minute=15, timezone="UTC", args=["cron in UTC"])
scheduler.add_job(tell, "date", run_date=datetime.datetime(2027, 1, 14, 9, 45), args=["date"])
scheduler.start()
time.sleep(6600)
scheduler.shutdown()
print("shut down", datetime.datetime.now(datetime.timezone.utc))
