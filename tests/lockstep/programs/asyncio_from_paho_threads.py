"""paho's thread hands messages to asyncio: call_soon_threadsafe and run_coroutine_threadsafe."""

import asyncio
import os
import threading

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


class Bridge:
    def __init__(self, loop):
        self.loop = loop
        self.arrived = asyncio.Queue()
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
        self.client.on_connect = lambda *_: self.client.subscribe(BASE + "/zigbee2mqtt/corridor_button")
        self.client.on_message = self.on_message
        self.client.connect(os.environ["MQTT_HOST"])
        self.client.loop_start()

    def on_message(self, client, userdata, message):
        if b"double" in message.payload:
            later = asyncio.run_coroutine_threadsafe(self.answer_later(), self.loop)
            threading.Thread(target=lambda: self.tell(f"got {later.result(timeout=100)}")).start()
        else:
            self.loop.call_soon_threadsafe(self.arrived.put_nowait, message.payload)

    async def answer_later(self):
        await asyncio.sleep(77)
        return "an answer"

    def tell(self, what):
        self.client.publish(BASE + "/notes/bridge", what, qos=1)


async def main():
    bridge = Bridge(asyncio.get_running_loop())
    while True:
        payload = await bridge.arrived.get()
        await asyncio.sleep(0.25)
        bridge.tell(payload[:20])
        if b"hold" in payload:
            return


asyncio.run(main())
