"""paho: QoS 2 both ways, with publish().wait_for_publish() and a message that is kept for who comes later."""

import os

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


def on_message(client, userdata, message):
    print(message.topic, message.payload, message.qos, message.retain)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_message = on_message
client.on_publish = lambda client, userdata, number, reason, properties: print("done", number)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
for number in range(3):
    told = client.publish(f"{BASE}/notes/count", number, qos=2, retain=True)
    told.wait_for_publish(10)
client.subscribe(f"{BASE}/notes/#", qos=2)
client.publish(f"{BASE}/notes/last", "bye", qos=2).wait_for_publish(10)
client.loop_stop()
client.disconnect()
