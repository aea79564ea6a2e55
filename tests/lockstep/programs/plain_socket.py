"""MQTT 3.1.1 spoken by hand over a socket: CONNECT, SUBSCRIBE, PUBLISH at QoS 1, PINGREQ, DISCONNECT."""

import os
import socket
import struct

BASE = os.environ["LAB_BASE"]


def text(value):
    data = value.encode()
    return struct.pack("!H", len(data)) + data


def send(sock, first, body=b""):
    assert len(body) < 128
    sock.sendall(bytes([first, len(body)]) + body)


def exactly(sock, count):
    data = b""
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


def receive(sock):
    first = exactly(sock, 1)[0]
    length, shift = 0, 0
    while True:
        byte = exactly(sock, 1)[0]
        length |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return first, exactly(sock, length)


with socket.create_connection((os.environ["MQTT_HOST"], int(os.environ["MQTT_PORT"]))) as sock:
    send(sock, 0x10, text("MQTT") + bytes([4, 2]) + struct.pack("!H", 60) + text("by-hand"))
    assert receive(sock) == (0x20, b"\0\0")
    send(sock, 0x82, struct.pack("!H", 1) + text(BASE + "/zigbee2mqtt/corridor_button") + b"\0")
    assert receive(sock)[0] == 0x90
    sock.settimeout(45)
    pings = packet = 0
    while True:
        try:
            first, body = receive(sock)
        except TimeoutError:
            send(sock, 0xC0)
            assert receive(sock) == (0xD0, b"")
            pings += 1
            continue
        if first & 0xF0 == 0x30 and b'"single"' in body:
            packet += 1
            send(sock, 0x32, text(BASE + "/notes/pings") + struct.pack("!H", packet) + str(pings).encode())
            first, body = receive(sock)
        if b'"hold"' in body:
            send(sock, 0xE0)
            break
print("pings", pings)
