"""MQTT over WebSocket on the port of the page, by paho and by frames that no client should send."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import paho.mqtt.client as mqtt
import pytest
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from api.mqtt_passthrough import MOST_FRAME_BYTES
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import (
    Connack,
    Connect,
    Packet,
    Pingreq,
    Pingresp,
    Publish,
    Suback,
    Subscribe,
    SubscriptionOptions,
)
from simulator.broker.server import serve
from simulator.broker.stream import PacketStream
from tests.api.running_lab import Lab

PATIENCE_S = 20
CONNECT = Connect("c", username="u1", password=b"secret")


@pytest.fixture
def broker(lab: Lab) -> Iterator[Callable[[], None]]:
    """A broker where the lab expects it; call it to stop it before the end."""
    known = Credentials()
    known.put(User("u1", "lab/u1"), hash_token(b"secret"))
    listening: queue.Queue[Callable[[], None]] = queue.Queue()

    async def run() -> None:
        loop, finished = asyncio.get_running_loop(), asyncio.Event()
        core = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=known.authenticate)
        async with serve(core, lab.service.broker.host, lab.service.broker.port):
            listening.put(lambda: loop.call_soon_threadsafe(finished.set) and None)
            await finished.wait()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    stop = listening.get(timeout=PATIENCE_S)

    def stop_and_wait() -> None:
        if thread.is_alive():
            stop()
            thread.join(PATIENCE_S)

    yield stop_and_wait
    stop_and_wait()


class Speaker:
    """A WebSocket that speaks MQTT packet by packet."""

    def __init__(self, websocket: ClientConnection) -> None:
        self.websocket = websocket
        self._stream = PacketStream(1 << 28)
        self._packets: list[Packet] = []

    def send(self, *packets: Packet) -> None:
        """All packets in one frame."""
        self.websocket.send(b"".join(encode(packet) for packet in packets))

    def receive(self) -> Packet:
        while not self._packets:
            frame = self.websocket.recv(PATIENCE_S)
            assert isinstance(frame, bytes), "packets must come in binary frames [MQTT-6.0.0-1]"
            self._packets += [decode(first, body) for first, body in self._stream.feed(frame)]
        return self._packets.pop(0)

    def closing_code(self) -> int | None:
        """The code with which the lab closes the WebSocket."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                self.websocket.recv(PATIENCE_S)
        return self.websocket.close_code


def upgrade(lab: Lab, **options: Any) -> ClientConnection:
    own = socket.socket()
    own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    own.connect(("127.0.0.1", urlsplit(lab.url).port or 0))
    always = {"sock": own, "compression": None, "proxy": None, "close_timeout": 1}
    url = lab.url.replace("http", "ws") + "/mqtt"
    return connect(url, **{**always, "subprotocols": ["mqtt"], **options})


@pytest.fixture
def speaker(lab: Lab, broker: object) -> Iterator[Speaker]:
    with upgrade(lab) as websocket:
        yield Speaker(websocket)


@pytest.fixture
def paho(lab: Lab, broker: object) -> Iterator[Callable[[str], mqtt.Client]]:
    """Makes connected paho clients that keep what they hear in `user_data`, a queue."""
    clients: list[mqtt.Client] = []

    def make(client_id: str) -> mqtt.Client:
        heard: queue.Queue[Any] = queue.Queue()
        client = mqtt.Client(
            mqtt.CallbackAPIVersion.VERSION2, client_id, transport="websockets", userdata=heard
        )
        client.username_pw_set("u1", "secret")
        client.on_connect = lambda _c, _u, _f, code, _p: heard.put(code.value)
        client.on_subscribe = lambda *_: heard.put("subscribed")
        client.on_message = lambda _c, _u, message: heard.put(message)
        client.on_publish = lambda *_: heard.put("acknowledged")
        client.ws_set_options("/mqtt")
        client.connect("127.0.0.1", urlsplit(lab.url).port or 0)
        client.loop_start()
        clients.append(client)
        assert heard.get(timeout=PATIENCE_S) == 0
        return client

    yield make
    for client in clients:
        client.disconnect()
        client.loop_stop()


@pytest.mark.parametrize("qos", [0, 1, 2])
def test_paho_publishes_and_subscribes(paho: Any, qos: int) -> None:
    listener, speaker = paho("listener"), paho("speaker")
    heard = listener.user_data_get()
    listener.subscribe("lab/u1/#", qos)
    assert heard.get(timeout=PATIENCE_S) == "subscribed"
    payloads = [b"1", b"", "سلام".encode(), bytes(300_000), b"last"]
    for payload in payloads:
        speaker.publish("lab/u1/x", payload, qos)
    assert [heard.get(timeout=PATIENCE_S).payload for _ in payloads] == payloads


def test_subprotocol_is_mqtt(speaker: Speaker) -> None:
    """[MQTT-6.0.0-4]"""
    assert speaker.websocket.subprotocol == "mqtt"


@pytest.mark.parametrize("offered", [None, ["mqttv3.1"], ["chat", "MQTT"]])
def test_client_that_offers_no_mqtt_is_refused(lab: Lab, broker: object, offered: Any) -> None:
    """[MQTT-6.0.0-3]"""
    with pytest.raises(InvalidStatus) as refused, upgrade(lab, subprotocols=offered):
        pass
    response = refused.value.response
    assert response.status_code == 400
    assert b"subprotocol_missing" in bytes(response.body or b"")


def test_mqtt_may_be_one_offer_of_many(lab: Lab, broker: object) -> None:
    with upgrade(lab, subprotocols=["chat", "mqtt"]) as websocket:
        assert websocket.subprotocol == "mqtt"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1", "null", "http://"]
)
def test_pages_of_other_sites_are_refused_before_the_upgrade(lab: Lab, broker: object, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, upgrade(lab, origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_the_labs_own_page_is_let_in_under_whatever_name_it_was_opened(lab: Lab, broker: object) -> None:
    with upgrade(lab, origin=lab.url):
        pass
    with socket.create_connection(("127.0.0.1", urlsplit(lab.url).port or 0)) as raw:
        raw.sendall(
            b"GET /mqtt HTTP/1.1\r\nHost: lab.school.ir:8000\r\nOrigin: http://lab.school.ir:8000\r\n"
            b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n"
        )
        assert raw.recv(100).startswith(b"HTTP/1.1 101")


def test_without_a_broker_the_upgrade_is_refused_in_words(lab: Lab) -> None:
    with pytest.raises(InvalidStatus) as refused, upgrade(lab):
        pass
    assert refused.value.response.status_code == 503
    assert b"broker_away" in bytes(refused.value.response.body or b"")


def test_packets_may_be_split_over_frames_at_any_byte(speaker: Speaker) -> None:
    """[MQTT-6.0.0-2]"""
    for packet in (
        CONNECT,
        Subscribe(1, (("lab/u1/#", SubscriptionOptions()),)),
        Publish(Message("lab/u1/x", b"split")),
    ):
        for byte in encode(packet):
            speaker.websocket.send(bytes((byte,)))
    assert [speaker.receive() for _ in range(3)] == [
        Connack(False, 0),
        Suback(1, (0,)),
        Publish(Message("lab/u1/x", b"split")),
    ]


def test_a_frame_may_hold_several_packets(speaker: Speaker) -> None:
    """[MQTT-6.0.0-2]"""
    speaker.send(CONNECT, Pingreq(), Pingreq())
    assert [speaker.receive() for _ in range(3)] == [Connack(False, 0), Pingresp(), Pingresp()]


def test_a_message_of_the_websocket_may_be_fragmented(speaker: Speaker) -> None:
    data = encode(CONNECT)
    speaker.websocket.send([data[:3], data[3:9], data[9:]])
    assert speaker.receive() == Connack(False, 0)


def test_text_frames_close_the_connection(speaker: Speaker, paho: Any) -> None:
    """[MQTT-6.0.0-1]; for the broker the connection is lost, so the will is published."""
    witness = paho("witness")
    witness.subscribe("lab/u1/state")
    assert witness.user_data_get().get(timeout=PATIENCE_S) == "subscribed"
    will = Message("lab/u1/state", b"offline")
    speaker.send(Connect("c", username="u1", password=b"secret", will=will))
    assert speaker.receive() == Connack(False, 0)
    speaker.websocket.send("text")
    assert speaker.closing_code() == 1003
    assert witness.user_data_get().get(timeout=PATIENCE_S).payload == b"offline"


def test_a_websocket_that_is_lost_is_a_connection_that_is_lost(speaker: Speaker, paho: Any) -> None:
    witness = paho("witness")
    witness.subscribe("lab/u1/state")
    assert witness.user_data_get().get(timeout=PATIENCE_S) == "subscribed"
    will = Message("lab/u1/state", b"offline")
    speaker.send(Connect("c", username="u1", password=b"secret", will=will))
    assert speaker.receive() == Connack(False, 0)
    speaker.websocket.socket.shutdown(socket.SHUT_RDWR)
    assert witness.user_data_get().get(timeout=PATIENCE_S).payload == b"offline"


def test_a_frame_beyond_the_limit_closes_the_connection(speaker: Speaker) -> None:
    speaker.send(CONNECT)
    assert speaker.receive() == Connack(False, 0)
    speaker.websocket.send(bytes(MOST_FRAME_BYTES + 1))
    assert speaker.closing_code() == 1009


def test_the_brokers_refusal_arrives_before_the_end(speaker: Speaker) -> None:
    speaker.send(Connect("c", username="u1", password=b"guess"))
    assert speaker.receive() == Connack(False, 4)
    assert speaker.closing_code() == 1000


def test_the_end_of_the_broker_is_the_end_of_the_websocket(speaker: Speaker, broker: Any) -> None:
    speaker.send(CONNECT)
    assert speaker.receive() == Connack(False, 0)
    broker()
    assert speaker.closing_code() == 1000


def test_who_does_not_read_holds_up_nobody_else(lab: Lab, speaker: Speaker, paho: Any) -> None:
    speaker.send(CONNECT, Subscribe(1, (("lab/u1/#", SubscriptionOptions()),)))
    listener = paho("listener")
    listener.subscribe("lab/u1/last", 1)
    assert listener.user_data_get().get(timeout=PATIENCE_S) == "subscribed"
    with upgrade(lab) as websocket:
        talker = Speaker(websocket)
        talker.send(Connect("talker", username="u1", password=b"secret"))
        for _ in range(36):
            talker.send(Publish(Message("lab/u1/x", bytes(500_000))))
        talker.send(Publish(Message("lab/u1/last", b"")))
        assert listener.user_data_get().get(timeout=PATIENCE_S).topic == "lab/u1/last"
    assert waiting_bytes() < 1_000_000


def test_pongs_do_not_pile_up_for_who_does_not_read(speaker: Speaker) -> None:
    speaker.send(CONNECT)
    assert speaker.receive() == Connack(False, 0)
    # Masked pings of 125 bytes; the socket is used directly, so that nothing reads the pongs.
    pings = (b"\x89\xfd\0\0\0\0" + bytes(125)) * 100
    speaker.websocket.socket.settimeout(PATIENCE_S)
    for _ in range(1_000):
        speaker.websocket.socket.sendall(pings)
    assert waiting_bytes() < 200_000


def waiting_bytes() -> int:
    """What waits in the API process for WebSockets that are not read."""
    served = [each for each in gc.get_objects() if issubclass(type(each), WebSocketsSansIOProtocol)]
    return sum(each.transport.get_write_buffer_size() for each in served)
