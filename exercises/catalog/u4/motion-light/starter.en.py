"""Motion light: start here."""

import json
import os

import paho.mqtt.client as mqtt

# The lab fills these in when it runs your program. The values behind the commas are your own, for trying it at home.
HOST = os.environ.get("MQTT_HOST", "localhost")
PORT = int(os.environ.get("MQTT_PORT", "1883"))
USERNAME = os.environ.get("MQTT_USERNAME", "your user name")
PASSWORD = os.environ.get("MQTT_PASSWORD", "your password")
BASE = os.environ.get("LAB_BASE", "$base")
OFF_AFTER = int(os.environ.get("PARAM_OFF_AFTER", "$off_after"))  # seconds

MOTION = f"{BASE}/zigbee2mqtt/corridor_motion"
LAMP = f"{BASE}/zigbee2mqtt/corridor_lamp/set"


def on_connect(client, userdata, flags, reason_code, properties):
    """Called once the connection stands: here we say which messages we want."""
    print("connected:", reason_code)
    client.subscribe(MOTION)


def on_message(client, userdata, message):
    """Called for every message of the motion sensor."""
    motion = json.loads(message.payload)
    print("the sensor says:", motion)
    # 1. If there is motion, switch the lamp on:
    #        client.publish(LAMP, json.dumps({"state": "ON"}))
    # 2. Switch it off again OFF_AFTER seconds after the last motion.


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set(USERNAME, PASSWORD)
client.on_connect = on_connect
client.on_message = on_message
client.connect(HOST, PORT)
client.loop_forever()
