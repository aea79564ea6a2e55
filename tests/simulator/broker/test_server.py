"""The broker on real sockets, with the clients that courses use."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import queue
import socket
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import paho.mqtt.client as mqtt
import pytest

from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.memory import Memory, SessionMemory
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_5,
    Connack,
    Connect,
    Disconnect,
    Packet,
    Publish,
    Suback,
    Subscribe,
    SubscriptionOptions,
)
from simulator.broker.reasons import Reason
from simulator.broker.server import serve
from simulator.broker.stream import PacketStream
from tests.conformance.states import states_3_1_1, states_5

PATIENCE_S = 10


def credentials() -> Credentials:
    known = Credentials()
    for user in (User("u1", "lab/u1"), User("u2", "lab/u2")):
        known.put(user, hash_token(b"secret"))
    return known


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a broker that runs in a thread of its own."""
    listening: queue.Queue[int] = queue.Queue()
    stop: list[Any] = []

    async def run() -> None:
        loop, finished = asyncio.get_running_loop(), asyncio.Event()
        stop.append(lambda: loop.call_soon_threadsafe(finished.set))
        broker = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=credentials().authenticate)
        async with serve(broker, "127.0.0.1", 0) as server:
            listening.put(server.port)
            await finished.wait()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    yield listening.get(timeout=PATIENCE_S)
    stop[0]()
    thread.join(PATIENCE_S)
    assert not thread.is_alive(), "the server should stop when its context is left"


class Paho:
    """A paho client whose callbacks are put into a queue, so that a test can wait for them in order."""

    def __init__(self, port: int, client_id: str = "", user: str = "u1", **options: Any) -> None:
        self.events: queue.Queue[tuple[Any, ...]] = queue.Queue()
        will = options.pop("will", None)
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id, **options)
        self.client.username_pw_set(user, "secret")
        if will is not None:
            self.client.will_set(*will)
        self.client.on_connect = lambda _c, _u, flags, code, _p: self.events.put(
            ("connected", code.value, flags.session_present)
        )
        self.client.on_subscribe = lambda _c, _u, _m, codes, _p: self.events.put(
            ("subscribed", *(code.value for code in codes))
        )
        self.client.on_message = lambda _c, _u, message: self.events.put(
            ("message", message.topic, message.payload, message.qos, message.retain)
        )
        self.client.on_publish = lambda *_: self.events.put(("acknowledged",))
        self.client.on_disconnect = lambda *_: self.events.put(("disconnected",))
        self.client.connect("127.0.0.1", port, keepalive=60)
        self.client.loop_start()

    def expect(self, *event: object) -> None:
        got = self.events.get(timeout=PATIENCE_S)
        assert got == event, f"expected {event}, got {got}"

    def subscribe(self, topic_filter: str, qos: int = 0) -> None:
        self.client.subscribe(topic_filter, qos)

    def stop(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


@pytest.fixture
def paho(port: int) -> Iterator[Any]:
    """Makes connected paho clients, and stops them at the end."""
    clients: list[Paho] = []

    def make(client_id: str = "", user: str = "u1", **options: Any) -> Paho:
        client = Paho(port, client_id, user, **options)
        clients.append(client)
        client.expect("connected", 0, False)
        return client

    yield make
    for client in clients:
        client.stop()


@pytest.mark.parametrize("qos", [0, 1, 2])
def test_paho_publishes_and_subscribes_at_every_quality(paho: Any, qos: int) -> None:
    listener, speaker = paho("listener"), paho("speaker")
    listener.subscribe("lab/u1/#", qos)
    listener.expect("subscribed", qos)
    for number in range(20):
        speaker.client.publish("lab/u1/x", str(number), qos)
    for number in range(20):
        listener.expect("message", "lab/u1/x", str(number).encode(), qos, False)
    for _ in range(20):
        speaker.expect("acknowledged")


def test_paho_gets_retained_messages_and_wills(paho: Any) -> None:
    speaker = paho("speaker", will=("lab/u1/state", b"offline", 1, True))
    speaker.client.publish("lab/u1/state", b"online", 1, True)
    speaker.expect("acknowledged")
    listener = paho("listener")
    listener.subscribe("lab/u1/+", 1)
    listener.expect("subscribed", 1)
    listener.expect("message", "lab/u1/state", b"online", 1, True)
    speaker.client.socket().shutdown(socket.SHUT_RDWR)
    listener.expect("message", "lab/u1/state", b"offline", 1, False)


def test_paho_sees_that_a_foreign_filter_is_refused(paho: Any) -> None:
    spy = paho("listener", "u2")
    spy.subscribe("#")
    spy.expect("subscribed", 0x80)


@states_3_1_1("MQTT-7.1.1-1")
@states_5("MQTT-4.2.0-1")
def test_a_large_message_passes_through_full_sockets(paho: Any) -> None:
    listener, speaker = paho("listener"), paho("speaker")
    listener.subscribe("lab/u1/#", 1)
    listener.expect("subscribed", 1)
    payloads = [bytes((number,)) * 900_000 for number in range(6)]
    for payload in payloads:
        speaker.client.publish("lab/u1/x", payload, 1)
    for payload in payloads:
        listener.expect("message", "lab/u1/x", payload, 1, False)


class Raw:
    """A client of a blocking socket."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self._stream = PacketStream(1 << 28)
        self._packets: list[Packet] = []

    def __enter__(self) -> Raw:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, *packets: Packet) -> None:
        self.socket.sendall(b"".join(encode(packet) for packet in packets))

    def receive(self) -> Packet | None:
        """The next packet; None when the broker has closed the connection."""
        while not self._packets:
            data = self.socket.recv(65_536)
            if not data:
                return None
            self._packets += [decode(first, body) for first, body in self._stream.feed(data)]
        return self._packets.pop(0)


def test_a_refusal_is_sent_before_the_socket_is_closed(port: int) -> None:
    with Raw(port) as client:
        client.send(Connect("c", username="u1", password=b"guess"))
        assert client.receive() == Connack(False, 4)
        assert client.receive() is None


def test_garbage_closes_the_socket(port: int) -> None:
    with Raw(port) as client:
        client.socket.sendall(
            b"GET / HTTP/1.1\r\nHost: a school that mistook the port for the page's own\r\n\r\n"
        )
        assert client.receive() is None


def test_silence_beyond_the_keepalive_closes_the_socket(port: int) -> None:
    with Raw(port) as client, Raw(port) as watcher:
        watcher.send(
            Connect("w", username="u1", password=b"secret"),
            Subscribe(1, (("lab/u1/#", SubscriptionOptions()),)),
        )
        assert [watcher.receive(), watcher.receive()] == [Connack(False, 0), Suback(1, (0,))]
        will = Message("lab/u1/state", b"offline")
        client.send(Connect("c", keepalive_s=1, username="u1", password=b"secret", will=will))
        assert client.receive() == Connack(False, 0)
        assert client.receive() is None
        assert watcher.receive() == Publish(will)


def test_the_broker_stops_while_clients_are_connected(port: int) -> None:
    """The fixture says whether it did."""
    with Raw(port) as client:
        client.send(Connect("c", username="u1", password=b"secret"))
        assert client.receive() == Connack(False, 0)


def clock_ms() -> int:
    return int(asyncio.get_running_loop().time() * 1000)


def test_a_broker_that_stops_tells_its_clients_of_mqtt_5_why() -> None:
    async def story() -> bytes:
        broker = Broker(clock_ms=clock_ms, authenticate=credentials().authenticate)
        async with serve(broker, "127.0.0.1", 0) as server, asyncio.timeout(PATIENCE_S):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(encode(Connect("c", username="u1", password=b"secret", level=MQTT_5), MQTT_5))
            said = await reader.readuntil(b"\x20")
        said += await reader.read()
        writer.close()
        return said

    *_, (first, body) = PacketStream(1 << 28).feed(asyncio.run(story()))
    farewell = decode(first, body, MQTT_5)
    assert isinstance(farewell, Disconnect)
    assert farewell.code == Reason.SERVER_SHUTTING_DOWN


def test_a_will_of_before_the_restart_is_published_though_nobody_connects() -> None:
    async def story() -> None:
        broker = Broker(clock_ms=clock_ms, authenticate=credentials().authenticate)
        will = Message("lab/u1/state", b"offline")
        away = SessionMemory(User("u1", "lab/u1"), "c", 60, will=will, will_at_ms=clock_ms() + 50)
        broker.restore(Memory(sessions=(away,)))
        heard: asyncio.Queue[Message] = asyncio.Queue()
        broker.attach(User("u1", "lab/u1"), "listener", heard.put_nowait).subscribe("lab/u1/#")
        async with serve(broker, "127.0.0.1", 0), asyncio.timeout(PATIENCE_S):
            assert (await heard.get()).payload == b"offline"

    asyncio.run(story())


def mosquitto(program: str, port: int, *arguments: str) -> subprocess.Popen[bytes]:
    command = [program, "-h", "127.0.0.1", "-p", str(port), "-u", "u1", "-P", "secret", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.mosquitto
@pytest.mark.parametrize("qos", ["0", "1", "2"])
def test_mosquittos_clients_publish_and_subscribe(port: int, qos: str) -> None:
    publish = mosquitto("mosquitto_pub", port, "-t", "lab/u1/x", "-m", "سلام", "-q", qos, "-r")
    assert publish.wait(PATIENCE_S) == 0
    publish.communicate()
    subscribe = mosquitto("mosquitto_sub", port, "-t", "lab/u1/#", "-q", qos, "-C", "1", "-v")
    output, _ = subscribe.communicate(timeout=PATIENCE_S)
    assert output.decode() == "lab/u1/x سلام\n"


@pytest.mark.mosquitto
def test_mosquittos_client_is_told_that_its_filter_is_refused(port: int) -> None:
    subscribe = mosquitto("mosquitto_sub", port, "-t", "lab/u2/#", "-C", "1")
    _, error = subscribe.communicate(timeout=PATIENCE_S)
    assert b"denied" in error.lower() or b"rejected" in error.lower(), error


@pytest.mark.mosquitto
def test_mosquittos_mqtt_5_client_is_told_that_its_filter_is_refused(port: int) -> None:
    subscribe = mosquitto("mosquitto_sub", port, "-t", "lab/u2/#", "-C", "1", "-V", "5")
    _, error = subscribe.communicate(timeout=PATIENCE_S)
    assert b"denied" in error, error


@pytest.mark.parametrize("turns", range(6))
def test_who_is_on_the_way_in_when_the_server_stops_is_let_go(turns: int) -> None:
    """The stop falls on each turn of the event loop between the kernel's connection and the broker's."""

    async def run() -> socket.socket:
        broker = Broker(clock_ms=lambda: 0, authenticate=credentials().authenticate)
        async with serve(broker, "127.0.0.1", 0) as server:
            await asyncio.sleep(0)
            client = socket.create_connection(("127.0.0.1", server.port))
            for _ in range(turns):
                await asyncio.sleep(0)
        return client

    with asyncio.run(run()) as client:
        gc.collect()
        client.settimeout(PATIENCE_S)
        with contextlib.suppress(ConnectionResetError):
            assert client.recv(1) == b"", "the connection should be closed"
