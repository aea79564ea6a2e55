"""threading.Condition over an RLock: two consumers take what two callbacks put into a list."""

import os
import threading

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]
lock = threading.RLock()
filled = threading.Condition(lock)
waiting = []


def put(what):
    with lock:
        with filled:
            waiting.append(what)
            filled.notify()


def on_connect(client, userdata, flags, reason_code, properties):
    client.message_callback_add(BASE + "/zigbee2mqtt/corridor_button", lambda c, u, m: put("button"))
    client.message_callback_add(BASE + "/zigbee2mqtt/corridor_motion", lambda c, u, m: put("motion"))
    client.subscribe([(BASE + "/zigbee2mqtt/+", 0)])


def consume(name):
    count = 0
    while True:
        with filled:
            if not filled.wait_for(lambda: waiting, timeout=1800):
                client.publish(BASE + "/notes/" + name, "nothing for half an hour")
                continue
            what = waiting.pop(0)
        count += 1
        client.publish(BASE + "/notes/" + name, f"{count} {what}")


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = on_connect
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
for name in ("first", "second"):
    threading.Thread(target=consume, args=(name,), daemon=True).start()
threading.Event().wait(7000)
