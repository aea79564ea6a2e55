"""A counter in a file, and a will: the program loses power twice and goes on where it was."""

import json
import os
import pathlib

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
STATE = pathlib.Path("state.json")
state = json.loads(STATE.read_text()) if STATE.exists() else {"presses": 0}


def on_connect(client, *_):
    client.publish(f"{BASE}/notes/state", "online", retain=True)
    client.subscribe(f"{BASE}/zigbee2mqtt/corridor_button", qos=1)


def on_message(client, userdata, message):
    state["presses"] += 1
    STATE.write_text(json.dumps(state))
    client.publish(f"{BASE}/notes/presses", state["presses"], qos=1)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "counter", clean_session=False)
client.will_set(f"{BASE}/notes/state", "lost", retain=True)
client.on_connect, client.on_message = on_connect, on_message
client.connect(os.environ["MQTT_HOST"])
client.loop_forever()
