"""paho with MQTT 5: requests with response topic and correlation data, user properties, session expiry."""

import os
import threading

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

BASE = os.environ["LAB_BASE"]
answered = threading.Event()


def serve(client, userdata, message):
    answer = Properties(PacketTypes.PUBLISH)
    answer.CorrelationData = message.properties.CorrelationData
    answer.UserProperty = [("served-by", "desk")]
    client.publish(message.properties.ResponseTopic, message.payload.upper(), qos=1, properties=answer)


def take(client, userdata, message):
    print(message.payload, message.properties.CorrelationData, message.properties.UserProperty)
    client.publish(f"{BASE}/notes/answer", message.payload)
    answered.set()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "desk", protocol=mqtt.MQTTv5)
client.message_callback_add(f"{BASE}/desk/requests", serve)
client.message_callback_add(f"{BASE}/desk/answers", take)
connecting = Properties(PacketTypes.CONNECT)
connecting.SessionExpiryInterval = 600
client.connect(os.environ["MQTT_HOST"], clean_start=False, properties=connecting)
client.loop_start()
client.subscribe([(f"{BASE}/desk/requests", 1), (f"{BASE}/desk/answers", 1)])
for word in ("one", "two"):
    asking = Properties(PacketTypes.PUBLISH)
    asking.ResponseTopic = f"{BASE}/desk/answers"
    asking.CorrelationData = word.encode()
    asking.MessageExpiryInterval = 60
    answered.clear()
    client.publish(f"{BASE}/desk/requests", word, qos=1, properties=asking)
    print(answered.wait(10))
client.disconnect()
client.loop_stop()
