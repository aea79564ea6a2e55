"""A real Mosquitto over loopback TCP."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager

from simulator.broker.stream import PacketStream
from tests.differential import conditions, wire
from tests.differential.script import Connect, Publish
from tests.mosquitto import find_program, running_mosquitto

PATIENCE_S = 20


class MosquittoLine:
    """A TCP connection; pings and their answers are its own affair."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._stream = PacketStream(1 << 28)
        self._packets: list[tuple[int, bytes]] = []
        self._awaits_pong = False
        self.is_closed = False

    def send(self, data: bytes) -> None:
        if self.is_closed:
            return
        try:
            self._socket.sendall(data)
        except (ConnectionResetError, BrokenPipeError):
            self._read_to_the_end()

    def drop(self) -> None:
        self.is_closed = True
        self._socket.close()

    def packets(self) -> list[tuple[int, bytes]]:
        packets, self._packets = self._packets, []
        return packets

    def ping(self) -> None:
        """Ask for a sign of life; it comes after all that the broker has for this line until then."""
        self._awaits_pong = True
        self.send(wire.PINGREQ)

    def await_pong(self) -> None:
        """Read until the sign of life, or the end of the connection."""
        while self._awaits_pong and not self.is_closed:
            self._read()

    def _read(self) -> None:
        try:
            data = self._socket.recv(65_536)
        except ConnectionResetError:
            data = b""
        if not data:
            self.drop()
        for first, body in self._stream.feed(data):
            if first == wire.PINGRESP[0]:
                self._awaits_pong = False
            else:
                self._packets.append((first, body))

    def _read_to_the_end(self) -> None:
        while not self.is_closed:
            self._read()


def version() -> str:
    """Mosquitto's version, such as 2.0.11."""
    usage = subprocess.run([str(find_program()), "-h"], capture_output=True, text=True, check=False).stdout
    return usage.split("\n", 1)[0].removeprefix("mosquitto version ")


@contextmanager
def mosquitto_side() -> Iterator[MosquittoSide]:
    """A Mosquitto under the same conditions as our core."""
    configuration = [
        "allow_anonymous true",
        f"max_inflight_messages {conditions.INFLIGHT}",
        f"max_queued_messages {conditions.QUEUED}",
        f"max_packet_size {conditions.PACKET_BYTES}",
        f"max_topic_alias {conditions.TOPIC_ALIASES}",
        "set_tcp_nodelay true",
        "sys_interval 0",
    ]
    with running_mosquitto(configuration) as broker, closing(MosquittoSide(broker.port)) as side:
        yield side


class MosquittoSide:
    """One Mosquitto for all scripts, and a client that watches it work."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._lines: list[MosquittoLine] = []
        self._witness = self._connect("witness")
        self.clear()

    def open(self) -> MosquittoLine:
        line = MosquittoLine(self._port)
        self._lines.append(line)
        return line

    def settle(self) -> None:
        """Ping on every line, twice.

        Mosquitto has one thread. It has worked off a line's packets when it answers the ping behind them; when
        it has done so for all lines, everything that follows from them stands in the sockets, before the
        answers of the second round. A line dropped before is noticed in the first round at the latest, and
        its session done away with at the start of the second.
        """
        self._lines = [line for line in self._lines if not line.is_closed]
        for _ in range(2):
            lines = [self._witness, *self._lines]
            for line in lines:
                line.ping()
            for line in lines:
                line.await_pong()

    def clear(self) -> None:
        for line in self._lines:
            line.drop()
        self.settle()
        for client in conditions.CLIENTS:
            self._connect(client).drop()
        clearing = (Publish("witness", topic, retain=True, empty=True) for topic in conditions.EVERY_TOPIC)
        self._witness.send(b"".join(wire.publish(step, 1) for step in clearing))
        self.settle()

    def close(self) -> None:
        """Leave Mosquitto alone."""
        for line in [self._witness, *self._lines]:
            line.drop()

    def _connect(self, client: str) -> MosquittoLine:
        line = MosquittoLine(self._port)
        line.send(wire.connect(Connect(client), 1))
        line.ping()
        line.await_pong()
        assert not line.is_closed, f"Mosquitto closed the connection of {client}"
        return line
