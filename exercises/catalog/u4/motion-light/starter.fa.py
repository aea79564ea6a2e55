"""چراغ حساس به حرکت: از اینجا آغاز کنید."""

import json
import os

import paho.mqtt.client as mqtt

# هنگام اجرا، آزمایشگاه این مقدارها را می‌دهد. مقدار دوم در هر سطر برای آزمایش روی رایانهٔ خودتان است.
HOST = os.environ.get("MQTT_HOST", "localhost")
PORT = int(os.environ.get("MQTT_PORT", "1883"))
USERNAME = os.environ.get("MQTT_USERNAME", "your user name")
PASSWORD = os.environ.get("MQTT_PASSWORD", "your password")
BASE = os.environ.get("LAB_BASE", "$base")
OFF_AFTER = int(os.environ.get("PARAM_OFF_AFTER", "$off_after"))  # ثانیه

MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"


def on_connect(client, userdata, flags, reason_code, properties):
    """همین که اتصال برقرار شود اجرا می‌شود؛ اینجا می‌گوییم کدام پیام‌ها را می‌خواهیم."""
    print("connected:", reason_code)
    client.subscribe(MOTION)


def on_message(client, userdata, message):
    """برای هر پیام حسگر حرکت یک بار اجرا می‌شود."""
    motion = json.loads(message.payload)
    print("the sensor says:", motion)
    # ۱. اگر حرکتی هست، چراغ را روشن کنید:
    #        client.publish(LAMP, json.dumps({"state": "ON"}))
    # ۲. چراغ را OFF_AFTER ثانیه پس از آخرین حرکت خاموش کنید.


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(USERNAME, PASSWORD)
client.on_connect = on_connect
client.on_message = on_message
client.connect(HOST, PORT)
client.loop_forever()
