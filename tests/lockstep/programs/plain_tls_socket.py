"""A plain socket under ssl that speaks MQTT by hand; the certificate is looked at."""

import os
import socket
import ssl
import time

BASE = os.environ["LAB_BASE"]


def packet(kind, body):
    return bytes([kind, len(body)]) + body


def text(words):
    return len(words).to_bytes(2, "big") + words.encode()


context = ssl.create_default_context(cafile=os.environ["MQTT_CA"])
address = (os.environ["MQTT_HOST"], int(os.environ["MQTT_TLS_PORT"]))
with (
    socket.create_connection(address, timeout=10) as raw,
    context.wrap_socket(raw, server_hostname=address[0]) as connection,
):
    print(connection.getpeercert()["issuer"], connection.version())
    connection.sendall(packet(0x10, text("MQTT") + b"\x04\x02\x00\x00" + text("by-hand")))
    print(connection.recv(4).hex())
    for minute in range(3):
        connection.sendall(packet(0x30, text(f"{BASE}/notes/minute") + str(minute).encode()))
        time.sleep(60)
    connection.settimeout(5)
    try:
        connection.recv(1)
    except TimeoutError as error:
        print(error)
    connection.sendall(b"\xe0\x00")
