"""paho with MQTT 5 over TLS: its own thread and a queue, properties, QoS 2."""

import os
import queue

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

BASE = os.environ["LAB_BASE"]
arrived = queue.Queue()

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
client.username_pw_set(os.environ["MQTT_USERNAME"], os.environ["MQTT_PASSWORD"])
client.tls_set(ca_certs=os.environ["MQTT_CA"])
client.on_connect = lambda client, *_: client.subscribe(f"{BASE}/zigbee2mqtt/corridor_button", qos=2)
client.on_message = lambda client, userdata, message: arrived.put(message)
client.connect(os.environ["MQTT_HOST"], int(os.environ["MQTT_TLS_PORT"]))
client.loop_start()
while b"hold" not in (message := arrived.get()).payload:
    properties = Properties(PacketTypes.PUBLISH)
    properties.UserProperty = ("heard-with", str(message.qos))
    client.publish(f"{BASE}/notes/copy", message.payload, qos=2, properties=properties).wait_for_publish()
client.disconnect()
client.loop_stop()
