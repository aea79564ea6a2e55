"""A program of several files and a package: dataclasses, relative imports, a module with state."""

import os

import settings
from home import Home
from rules import every_rule

import paho.mqtt.client as mqtt

home = Home()


def on_message(client, userdata, message):
    event = home.understand(message)
    for rule in every_rule():
        for topic, payload in rule(home, event):
            client.publish(settings.topic(topic), payload)


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = lambda *_: client.subscribe(settings.topic("zigbee2mqtt/#"))
client.on_message = on_message
client.connect(os.environ["MQTT_HOST"], settings.PORT)
client.loop_forever()
