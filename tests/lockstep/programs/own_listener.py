"""A server of the program's own beside its MQTT client: socketserver with threads, and a client of it."""

import os
import socket
import socketserver
import threading

import paho.mqtt.client as mqtt

BASE = os.environ["LAB_BASE"]


class Status(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            client.publish(f"{BASE}/notes/asked", line.strip(), qos=1)
            self.wfile.write(line.upper())


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.connect(os.environ["MQTT_HOST"])
client.loop_start()
with socketserver.ThreadingTCPServer(("127.0.0.1", 8765), Status) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for word in ("lamp", "heater"):
        with socket.create_connection(("localhost", 8765)) as asking, asking.makefile("rw") as lines:
            lines.write(f"{word}\n")
            lines.flush()
            client.publish(f"{BASE}/notes/answered", lines.readline().strip(), qos=1)
    server.shutdown()
client.disconnect()
client.loop_stop()
