"""What a client that was let in and the broker say to each other."""

from __future__ import annotations

from simulator.broker import violations
from simulator.broker.admission import Admitted
from simulator.broker.aliases import resolve_alias
from simulator.broker.answers import Answers
from simulator.broker.around import Around, Line
from simulator.broker.decoding import decode, decode_publish
from simulator.broker.encoding import (
    PINGRESP,
    encode_puback,
    encode_pubcomp,
    encode_pubrec,
    encode_pubrel,
)
from simulator.broker.errors import ProtocolError
from simulator.broker.message import Message
from simulator.broker.outgoing import Delivery, Dialect, Outgoing
from simulator.broker.packets import (
    MQTT_5,
    Connect,
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
from simulator.broker.reasons import FIRST_FAILURE, Reason
from simulator.broker.routes import Subscription

_PUBACK = PacketType.PUBACK << 4
_MOST_UNACKNOWLEDGED = 65_535


class Dialogue:
    """One client's packets and their answers, in the protocol level that it speaks."""

    __slots__ = (
        "_account",
        "_aliases",
        "_around",
        "_dialect",
        "_level",
        "_limits",
        "_line",
        "_user",
        "answers",
        "receive_maximum",
        "session",
        "will",
    )

    def __init__(self, line: Line, around: Around, packet: Connect) -> None:
        properties = packet.properties
        self.will = packet.will
        self.receive_maximum = properties.get("receive_maximum", _MOST_UNACKNOWLEDGED)
        self._line = line
        self._around = around
        self._level = packet.level
        self._dialect = Dialect(
            packet.level, properties.get("topic_alias_maximum", 0), properties.get("maximum_packet_size")
        )
        self.answers = Answers(line, packet)
        self._aliases: dict[int, str] = {}

    def begin(self, admitted: Admitted) -> None:
        """Serve the session of a client that has been told it is in."""
        self.session = admitted.session
        self._account = admitted.account
        self._limits = admitted.limits
        self._user = admitted.session.user
        self.session.resume(self)

    @property
    def is_clogged(self) -> bool:
        """Whether more bytes wait to be read than the limit allows."""
        return self._line.is_clogged

    def carry_common(self, outgoing: Outgoing) -> bool:
        """Send what all receivers get alike at QoS 0; False when this one needs or allows something else."""
        line = self._line
        packet = None if line.is_clogged else self._dialect.common_packet(outgoing)
        if packet is None:
            return False
        self._around.statistics.messages_sent += 1
        line.send(packet)
        return True

    def carry(self, delivery: Delivery, packet_id: int = 0, duplicate: bool = False) -> bool:
        """Send a message; False when the client takes none of that size."""
        packet = self._dialect.packet(delivery, self._around.clock_ms, packet_id, duplicate)
        if packet is None:
            return False
        self._around.statistics.messages_sent += 1
        self._line.send(packet)
        return True

    def carry_release(self, packet_id: int) -> None:
        """Send the PUBREL of a message."""
        self._line.send(encode_pubrel(packet_id))

    def end(self, detail: str) -> None:
        """Close the connection, for the reason observed."""
        self._line.end(detail)

    def handle(self, first: int, body: bytes) -> None:
        """Take a packet. Raises `ProtocolError`."""
        if first >> 4 == PacketType.PUBLISH:
            self._publish(decode_publish(first, body, self._level))
        elif first == _PUBACK and len(body) == 2 and any(body):
            # The short form comes once a message; everything else is seldom enough for `decode`.
            self._settle(self.session.outbox.acknowledge(body[0] << 8 | body[1]))
        elif first >> 4 == PacketType.CONNECT:
            # Whatever it says: what is wrong in a CONNECT has codes that no DISCONNECT may carry.
            raise ProtocolError(violations.SECOND_CONNECT)
        else:
            self._answer(decode(first, body, self._level))

    def _is_affordable(self) -> bool:
        """Charge the user for a packet; above the rate that it is allowed the connection ends."""
        if self._account.messages.take(self._line.now_ms):
            return True
        self._line.end("message_rate")
        return False

    def _settle(self, was_awaited: bool) -> None:
        """An acknowledgement that was awaited is free, any other is charged."""
        if not was_awaited:
            self._is_affordable()

    def _publish(self, packet: Publish) -> None:
        around, message = self._around, packet.message
        around.statistics.messages_received += 1
        if not self._is_affordable():
            return
        if message.properties:
            message = self._resolve(message)
        if message.qos == 2:
            self._publish_exactly_once(message, packet.packet_id)
            return
        reason = around.router.publish(self._user, self.session.client_id, message, self._limits)
        if message.qos:
            self.answers.acknowledge(encode_puback, packet.packet_id, reason)

    def _publish_exactly_once(self, message: Message, packet_id: int) -> None:
        received = self.session.received
        reason = Reason.SUCCESS
        if packet_id not in received:
            if self._level >= MQTT_5 and len(received) >= self._limits.receive_maximum:
                raise ProtocolError(violations.RECEIVE_MAXIMUM_EXCEEDED)
            received.add(packet_id)
            self.session.note()
            reason = self._around.router.publish(self._user, self.session.client_id, message, self._limits)
        if reason >= FIRST_FAILURE and self._level >= MQTT_5:
            received.discard(packet_id)
            self.session.note()
        self.answers.acknowledge(encode_pubrec, packet_id, reason)

    def _resolve(self, message: Message) -> Message:
        return resolve_alias(message, self._aliases, self._limits.topic_aliases)

    def _answer(self, packet: Packet) -> None:
        match packet:
            case Puback():
                self._settle(self.session.outbox.acknowledge(packet.packet_id))
            case Pubrec():
                self._release(packet)
            case Pubrel():
                self._complete(packet.packet_id)
            case Pubcomp():
                self._settle(self.session.outbox.complete(packet.packet_id))
            case Disconnect():
                self._leave(packet)
            case _:
                if self._is_affordable():
                    self._answer_request(packet)

    def _answer_request(self, packet: Packet) -> None:
        match packet:
            case Pingreq():
                self._line.send(PINGRESP)
            case Subscribe():
                self._subscribe(packet)
            case Unsubscribe():
                self._unsubscribe(packet)
            case _:
                raise ProtocolError(violations.PACKET_TYPE)

    def _release(self, packet: Pubrec) -> None:
        outbox = self.session.outbox
        if packet.code >= FIRST_FAILURE:
            self._settle(outbox.refuse(packet.packet_id))
            return
        is_known = outbox.release(packet.packet_id)
        self._settle(is_known)
        code = Reason.SUCCESS if is_known or self._level < MQTT_5 else Reason.PACKET_IDENTIFIER_NOT_FOUND
        self._line.send(encode_pubrel(packet.packet_id, code, self._level))

    def _complete(self, packet_id: int) -> None:
        is_known = packet_id in self.session.received
        self.session.received.discard(packet_id)
        self._settle(is_known)
        self.session.note()
        code = Reason.SUCCESS if is_known or self._level < MQTT_5 else Reason.PACKET_IDENTIFIER_NOT_FOUND
        self._line.send(encode_pubcomp(packet_id, code, self._level))

    def _subscribe(self, packet: Subscribe) -> None:
        """Acknowledge first: retained messages then come to a client that knows of its subscription.

        They come as each request wants them, even if a later one repeats its filter [MQTT-3.8.4-5].
        """
        router, session = self._around.router, self.session
        (identifier,) = packet.properties.get("subscription_identifiers", (0,))
        codes, replays = [], []
        for topic_filter, options in packet.requests:
            if topic_filter.startswith("$SYS/"):
                self._around.system_topics.refresh()
            was_there = topic_filter in session.subscriptions
            subscription = Subscription(options, identifier)
            code = router.subscribe(session, topic_filter, subscription, self._limits)
            codes.append(code)
            if code < FIRST_FAILURE:
                replays.append((topic_filter, subscription, was_there))
        session.note()
        self.answers.acknowledge_subscriptions(packet.packet_id, codes)
        for topic_filter, subscription, was_there in replays:
            router.replay(session, topic_filter, subscription, was_there)

    def _unsubscribe(self, packet: Unsubscribe) -> None:
        codes = [
            self._around.router.unsubscribe(self.session, topic_filter) for topic_filter in packet.filters
        ]
        self.session.note()
        self.answers.acknowledge_unsubscriptions(packet.packet_id, codes)

    def _leave(self, packet: Disconnect) -> None:
        """The client takes its leave, and in MQTT 5 may say how long its session is to be kept."""
        expiry_s = packet.properties.get("session_expiry_interval")
        if expiry_s is not None:
            if expiry_s and not self.session.expiry_s:
                raise ProtocolError(violations.SESSION_EXPIRY)
            self.session.expiry_s = min(expiry_s, self._limits.longest_session_s)
        if packet.code == Reason.SUCCESS:
            self.will = None
            self._line.end("disconnect")
        else:
            self._line.end("disconnect_with_will")
