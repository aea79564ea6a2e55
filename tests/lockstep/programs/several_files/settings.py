import os

PORT = int(os.environ["MQTT_PORT"])
BASE = os.environ["LAB_BASE"]


def topic(name):
    return f"{BASE}/{name}"
