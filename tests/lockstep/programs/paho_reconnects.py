"""paho: loop_forever connects again by itself, with a session that the broker keeps; the broker is restarted."""

import os
import time

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def on_connect(client, userdata, flags, reason_code, properties):
    if reason_code.is_failure:
        print(time.strftime("%H:%M:%S"), reason_code)
        return
    client.publish(f"{BASE}/notes/online", f"{time.strftime('%H:%M:%S')} {flags.session_present}")
    if not flags.session_present:
        client.subscribe(f"{BASE}/zigbee2mqtt/corridor_button", qos=1)


def on_disconnect(client, userdata, flags, reason_code, properties):
    print(time.strftime("%H:%M:%S"), "lost")


def on_message(client, userdata, message):
    client.publish(f"{BASE}/notes/heard", message.payload, qos=1)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "keeper", clean_session=False)
client.on_connect, client.on_disconnect, client.on_message = on_connect, on_disconnect, on_message
client.reconnect_delay_set(1, 30)
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))
client.loop_forever()
