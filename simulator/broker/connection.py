"""One client's network connection: bytes in, bytes out, from CONNECT to the end."""

from __future__ import annotations

from functools import partial

from simulator.broker import violations
from simulator.broker.account import Account
from simulator.broker.around import Around
from simulator.broker.authority import User
from simulator.broker.decoding import decode, protocol_of
from simulator.broker.dialogue import Dialogue
from simulator.broker.encoding import encode_connack
from simulator.broker.endings import ENDINGS, PACKET_SIZE, UNREACHABLE, Ending, Refusal, reason_string
from simulator.broker.errors import ProtocolError
from simulator.broker.far_dialogue import FarDialogue
from simulator.broker.far_line import FarLine
from simulator.broker.network import Network
from simulator.broker.observation import Introduction, Observation, ignore
from simulator.broker.packets import MQTT_3_1_1, MQTT_5, Connect, ConnectCode, PacketType
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.reasons import Reason
from simulator.broker.session import Session
from simulator.broker.stream import PacketStream
from simulator.broker.welcome import keepalive_s, welcome


class Connection:
    """The broker's end of a connection, whatever carries its bytes.

    Whoever carries them calls `receive` with what came and sends what `take` returns; when `closing` turns
    true it sends that last output and closes; when the other end is gone it calls `lost`.
    """

    __slots__ = (
        "_account",
        "_around",
        "_dialogue",
        "_far",
        "_keepalive_ms",
        "_level",
        "_limits",
        "_output",
        "_output_bytes",
        "_stream",
        "closing",
        "is_clogged",
        "is_marked",
        "now_ms",
        "number",
    )

    def __init__(self, number: int, around: Around) -> None:
        self.number = number
        self.closing = False
        self.is_clogged = False
        self.is_marked = False
        self.now_ms = around.clock_ms()
        self._around = around
        self._limits = around.limits
        self._stream = PacketStream(around.limits.packet_bytes)
        self._output: list[bytes] = []
        self._output_bytes = 0
        self._level = MQTT_3_1_1
        self._dialogue: Dialogue | None = None
        # Only where a network lies between: then packets come and go through it.
        self._far: FarLine | None = None
        self._account: Account | None = None
        self._keepalive_ms = 0
        around.deadlines.set(self, self.now_ms + around.limits.connect_within_ms)

    def receive(self, data: bytes) -> None:
        """Take bytes from the client, split anywhere; what breaks the protocol closes the connection."""
        if self.closing:
            return
        around = self._around
        self.now_ms = around.clock_ms()
        around.statistics.bytes_received += len(data)
        if self._account is not None and not self._account.bytes.take(self.now_ms, len(data)):
            self.end("byte_rate")
            return
        if not self._handle(data) or self.closing:
            return
        if self._output_bytes > 2 * self._limits.output_bytes:
            self.end("not_reading")
        elif self._keepalive_ms:
            around.deadlines.set(self, self.now_ms + self._keepalive_ms)

    def take(self) -> bytes:
        """The bytes to be sent to the client now."""
        output = self._take_written()
        dialogue = self._dialogue
        if dialogue is not None and dialogue.session.outbox.has_waiting:
            dialogue.session.outbox.send_waiting()
            output += self._take_written()
        return output

    def arrive(self, first: int, body: bytes) -> None:
        """Take a packet that has come across a network."""
        dialogue = self._dialogue
        if dialogue is None:
            return
        self.now_ms = self._around.clock_ms()
        try:
            dialogue.handle(first, body)
        except ProtocolError as error:
            self._end_violated(error)
        if self._keepalive_ms and not self.closing:
            self._around.deadlines.set(self, self.now_ms + self._keepalive_ms)

    def lost(self) -> None:
        """The client is gone without a word: its will is published.

        Across a network the broker learns of it once what the client said before has arrived.
        """
        if self._far is None:
            self.end("lost")
        else:
            self._far.follow(partial(self.end, "lost"))

    def expire(self) -> None:
        """The deadline has come: the client said nothing for too long [MQTT-3.1.2-24]."""
        self.end("connect_timeout" if self._dialogue is None else "keepalive")

    def end(self, detail: str, ending: Ending | None = None) -> None:
        """Close the connection, for the reason observed; the will is published unless it was taken back."""
        if self.closing:
            return
        dialogue = self._dialogue
        if dialogue is None:
            self._close()
            self._around.observe(Observation("refused", None, None, detail=detail))
            return
        ending = ending or ENDINGS.get(detail)
        if ending is not None:
            dialogue.answers.farewell(ending)
        self._close()
        self._around.statistics.connected -= 1
        self._around.admission.dismiss(dialogue.session, dialogue.will, detail)

    def send(self, packet: bytes) -> None:
        """Put a packet into the output."""
        self._output.append(packet)
        self._output_bytes += len(packet)
        self.is_clogged = self._output_bytes > self._limits.output_bytes
        if not self.is_marked:
            self._around.mark(self)

    def _handle(self, data: bytes) -> bool:
        """Take the packets that are complete now; whether there were any."""
        heard = False
        try:
            for first, body in self._stream.feed(data):
                heard = True
                if self._far is not None:
                    self._far.hear(first, body)
                elif self._dialogue is None:
                    self._introduce(first, body)
                else:
                    self._dialogue.handle(first, body)
                if self.closing:
                    break
        except ProtocolError as error:
            self._end_violated(error)
        return heard

    def _end_violated(self, error: ProtocolError) -> None:
        violation = error.violation
        if self._dialogue is None and self._level >= MQTT_5:
            self._answer_connect(violation.reason, {"reason_string": reason_string(violation.words)})
        self.end(violation.code, Ending(violation.reason, violation.words))

    def _introduce(self, first: int, body: bytes) -> None:
        if first >> 4 != PacketType.CONNECT:
            raise ProtocolError(violations.FIRST_PACKET)
        name, level = protocol_of(body)
        if name not in ("MQTT", "MQIsdp"):
            raise ProtocolError(violations.PROTOCOL_NAME)
        if name != "MQTT" or level not in (MQTT_3_1_1, MQTT_5):
            self._refuse_level(level)
            return
        self._level = self._stream.level = level
        packet = decode(first, body)
        assert isinstance(packet, Connect)
        user = self._around.identify(packet)
        network = self._around.network_to(user)
        if network is None:
            self._let_in(packet, user, Dialogue(self, self._around, packet))
            return
        # The client has introduced itself in time, however long the network takes.
        self._around.deadlines.clear(self)
        self._far = FarLine(self, network.join(partial(self.end, "network")), self._limits.output_bytes)
        self._far.follow(partial(self._let_in_across, packet, network, self._far))

    def _let_in_across(self, packet: Connect, network: Network, far: FarLine) -> None:
        """Ask again who it is: a token may have ended while it was on its way."""
        user = self._around.identify(packet)
        if network.is_broker_down:
            self._around.admission.observe_refusal(packet, user, UNREACHABLE)
            self._refuse(UNREACHABLE, packet)
        else:
            self._let_in(packet, user, FarDialogue(far, self._around, packet))

    def _let_in(self, packet: Connect, user: User | None, dialogue: Dialogue) -> None:
        answer = self._around.admission.admit(packet, user, dialogue)
        if isinstance(answer, Refusal):
            self._refuse(answer, packet)
            return
        level = packet.level
        properties = welcome(packet, answer) if level >= MQTT_5 else NO_PROPERTIES
        connack = encode_connack(answer.present, ConnectCode.ACCEPTED, level, properties)
        if not dialogue.answers.fits(connack):
            self._around.admission.dismiss(answer.session, None, PACKET_SIZE.detail)
            self._refuse(PACKET_SIZE, packet)
            return
        self._account, self._limits = answer.account, answer.limits
        self._keepalive_ms = keepalive_s(packet, answer.limits) * 1500
        self._around.deadlines.clear(self)
        self._around.statistics.connected += 1
        if self._around.observe is not ignore:
            self._observe(packet, answer.session, "resumed" if answer.present else "new")
        line = self._far or self
        line.send(connack)
        self._dialogue = dialogue
        dialogue.begin(answer)

    def _refuse(self, refusal: Refusal, packet: Connect) -> None:
        """Say so, and why as far as the client takes packets of that size [MQTT-3.2.2-19]."""
        answers = [encode_connack(False, refusal.code)]
        if packet.level >= MQTT_5:
            explanation: Properties = {"reason_string": reason_string(refusal.words)}
            answers = [
                encode_connack(False, refusal.reason, MQTT_5, explanation),
                encode_connack(False, refusal.reason, MQTT_5),
            ]
        most_bytes = packet.properties.get("maximum_packet_size", len(answers[0]))
        fitting = [answer for answer in answers if len(answer) <= most_bytes]
        if fitting:
            self.send(fitting[0])
        self._close()

    def _refuse_level(self, level: int) -> None:
        """Say so in the level's own words, where it has any [MQTT-3.1.2-2]."""
        if level > MQTT_5:
            self._answer_connect(Reason.UNSUPPORTED_PROTOCOL_VERSION, NO_PROPERTIES)
        else:
            self.send(encode_connack(False, ConnectCode.PROTOCOL_LEVEL))
        self._around.observe(Observation("refused", None, None, detail="protocol_level"))
        self._close()

    def _answer_connect(self, reason: Reason, properties: Properties) -> None:
        self.send(encode_connack(False, reason, MQTT_5, properties))

    def _observe(self, packet: Connect, session: Session, detail: str) -> None:
        introduction = Introduction(
            level=packet.level,
            clean_start=packet.clean_start,
            keepalive_s=packet.keepalive_s,
            session_expiry_s=session.expiry_s,
            will=packet.will,
        )
        self._around.observe(
            Observation(
                "connected", session.user.name, session.client_id, detail=detail, introduction=introduction
            )
        )

    def _take_written(self) -> bytes:
        output = b"".join(self._output)
        self._output.clear()
        self._output_bytes = 0
        self.is_clogged = False
        self._around.statistics.bytes_sent += len(output)
        return output

    def _close(self) -> None:
        self.closing = True
        self._dialogue = None
        self._account = None
        self._around.deadlines.clear(self)
        if self._far is not None:
            self._far.wire.close()
            self._far = None
        if not self.is_marked:
            self._around.mark(self)
