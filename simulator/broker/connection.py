"""One client's network connection: bytes in, bytes out, and what MQTT says in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.broker import violations
from simulator.broker.account import Account
from simulator.broker.admission import Admission, Admitted
from simulator.broker.deadlines import Deadlines
from simulator.broker.decoding import decode, decode_publish, protocol_of
from simulator.broker.encoding import (
    PINGRESP,
    encode_connack,
    encode_puback,
    encode_pubcomp,
    encode_pubrec,
    encode_suback,
    encode_unsuback,
)
from simulator.broker.errors import ProtocolError
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.observation import Observation, Observe
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    REFUSED_SUBSCRIPTION,
    Connect,
    ConnectCode,
    Disconnect,
    Packet,
    PacketType,
    Pingreq,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Subscribe,
    Unsubscribe,
)
from simulator.broker.router import Router
from simulator.broker.session import Session
from simulator.broker.stream import PacketStream


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all connections of a broker share; `mark` notes a connection that has output or is closing."""

    clock_ms: Callable[[], int]
    limits: Limits
    observe: Observe
    router: Router
    admission: Admission
    deadlines: Deadlines[Connection]
    mark: Callable[[Connection], None]


class Connection:
    """The broker's end of a connection, whatever carries its bytes.

    Whoever carries them calls `receive` with what came and sends what `take` returns; when `closing` turns
    true it sends that last output and closes; when the other end is gone it calls `lost`.
    """

    __slots__ = (
        "_account",
        "_around",
        "_keepalive_ms",
        "_limits",
        "_now_ms",
        "_output",
        "_output_bytes",
        "_session",
        "_stream",
        "_will",
        "closing",
        "is_marked",
        "number",
    )

    def __init__(self, number: int, around: Surroundings) -> None:
        self.number = number
        self.closing = False
        self.is_marked = False
        self._around = around
        self._limits = around.limits
        self._stream = PacketStream(around.limits.packet_bytes)
        self._output: list[bytes] = []
        self._output_bytes = 0
        self._session: Session | None = None
        self._account: Account | None = None
        self._will: Message | None = None
        self._keepalive_ms = 0
        self._now_ms = around.clock_ms()
        around.deadlines.set(self, self._now_ms + around.limits.connect_within_ms)

    def receive(self, data: bytes) -> None:
        """Take bytes from the client, split anywhere; what breaks the protocol closes the connection."""
        if self.closing:
            return
        self._now_ms = self._around.clock_ms()
        heard = False
        try:
            for first, body in self._stream.feed(data):
                heard = True
                self._handle(first, body)
                if self.closing:
                    return
        except ProtocolError as error:
            self.end(error.violation.code)
            return
        if self._output_bytes > 2 * self._limits.output_bytes:
            self.end("not_reading")
        elif heard and self._keepalive_ms:
            self._around.deadlines.set(self, self._now_ms + self._keepalive_ms)

    def take(self) -> bytes:
        """The bytes to be sent to the client now."""
        output = self._take_written()
        if self._session is not None and self._session.has_waiting:
            self._session.send_waiting()
            output += self._take_written()
        return output

    def lost(self) -> None:
        """The client is gone without a word: its will is published."""
        self.end("lost")

    def expire(self) -> None:
        """The deadline has come: the client said nothing for too long [MQTT-3.1.2-24]."""
        self.end("connect_timeout" if self._session is None else "keepalive")

    def end(self, detail: str) -> None:
        """Close the connection, for the reason observed; the will is published unless it was taken back."""
        if self.closing:
            return
        session, will, limits = self._session, self._will, self._limits
        self._close()
        if session is None:
            self._around.observe(Observation("refused", None, None, detail=detail))
            return
        self._around.admission.dismiss(session)
        self._around.observe(Observation("disconnected", session.user.name, session.client_id, detail=detail))
        if will is not None:
            self._around.router.publish(session.user, session.client_id, will, limits)

    @property
    def is_clogged(self) -> bool:
        """Whether more bytes wait to be taken than the limit allows."""
        return self._output_bytes > self._limits.output_bytes

    def send(self, packet: bytes) -> None:
        """Put a packet into the output."""
        self._output.append(packet)
        self._output_bytes += len(packet)
        if not self.is_marked:
            self._around.mark(self)

    def _handle(self, first: int, body: bytes) -> None:
        session = self._session
        if session is None:
            self._introduce(first, body)
            return
        if first >> 4 == PacketType.PUBLISH:
            self._publish(session, decode_publish(first, body))
        else:
            self._answer(session, decode(first, body))

    def _introduce(self, first: int, body: bytes) -> None:
        if first >> 4 != PacketType.CONNECT:
            raise ProtocolError(violations.FIRST_PACKET)
        name, level = protocol_of(body)
        if name not in ("MQTT", "MQIsdp"):
            raise ProtocolError(violations.PROTOCOL_NAME)
        if (name, level) != ("MQTT", MQTT_3_1_1):
            self._refuse_level(level)
            return
        packet = decode(first, body)
        assert isinstance(packet, Connect)
        answer = self._around.admission.admit(packet, self)
        if isinstance(answer, Admitted):
            self._begin(packet, answer)
        else:
            self.send(encode_connack(False, answer.code))
            self._close()

    def _refuse_level(self, level: int) -> None:
        """Say so in the level's own words, where it has any [MQTT-3.1.2-2]."""
        is_newer = level >= MQTT_5
        code = ConnectCode.UNSUPPORTED_PROTOCOL_VERSION if is_newer else ConnectCode.PROTOCOL_LEVEL
        self.send(encode_connack(False, code, MQTT_5 if is_newer else MQTT_3_1_1))
        self._around.observe(Observation("refused", None, None, detail="protocol_level"))
        self._close()

    def _begin(self, packet: Connect, admitted: Admitted) -> None:
        session = self._session = admitted.session
        self._account = admitted.account
        self._limits = admitted.limits
        self._will = packet.will
        self._keepalive_ms = packet.keepalive_s * 1500
        self._around.deadlines.clear(self)
        detail = "resumed" if admitted.present else "new"
        self._around.observe(Observation("connected", session.user.name, session.client_id, detail=detail))
        self.send(encode_connack(admitted.present, ConnectCode.ACCEPTED))
        session.resume(self)

    def _publish(self, session: Session, packet: Publish) -> None:
        assert self._account is not None
        if not self._account.allowance.take(self._now_ms):
            self.end("message_rate")
            return
        message = packet.message
        router = self._around.router
        if message.qos == 0:
            router.publish(session.user, session.client_id, message, self._limits)
        elif message.qos == 1:
            router.publish(session.user, session.client_id, message, self._limits)
            self.send(encode_puback(packet.packet_id))
        else:
            if session.is_new(packet.packet_id):
                router.publish(session.user, session.client_id, message, self._limits)
            self.send(encode_pubrec(packet.packet_id))

    def _answer(self, session: Session, packet: Packet) -> None:
        match packet:
            case Puback():
                session.acknowledge(packet.packet_id)
            case Pubrec():
                session.release(packet.packet_id)
            case Pubrel():
                session.forget(packet.packet_id)
                self.send(encode_pubcomp(packet.packet_id))
            case Pubcomp():
                session.complete(packet.packet_id)
            case Pingreq():
                self.send(PINGRESP)
            case Disconnect():
                self._will = None
                self.end("disconnect")
            case _:
                self._answer_request(session, packet)

    def _answer_request(self, session: Session, packet: Packet) -> None:
        match packet:
            case Subscribe():
                self._subscribe(session, packet)
            case Unsubscribe():
                for topic_filter in packet.filters:
                    self._around.router.unsubscribe(session, topic_filter)
                self.send(encode_unsuback(packet.packet_id))
            case Connect():
                raise ProtocolError(violations.SECOND_CONNECT)
            case _:
                raise ProtocolError(violations.PACKET_TYPE)

    def _subscribe(self, session: Session, packet: Subscribe) -> None:
        """Acknowledge first: retained messages then come to a client that knows of its subscription."""
        router = self._around.router
        codes = tuple(
            router.subscribe(session, topic_filter, qos, self._limits)
            for topic_filter, qos in packet.requests
        )
        self.send(encode_suback(packet.packet_id, codes))
        for (topic_filter, _), code in zip(packet.requests, codes, strict=True):
            if code != REFUSED_SUBSCRIPTION:
                router.replay(session, topic_filter, code)

    def _take_written(self) -> bytes:
        output = b"".join(self._output)
        self._output.clear()
        self._output_bytes = 0
        return output

    def _close(self) -> None:
        self.closing = True
        self._session = None
        self._will = None
        self._around.deadlines.clear(self)
        if not self.is_marked:
            self._around.mark(self)
