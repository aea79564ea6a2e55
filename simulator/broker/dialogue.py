"""What a client that was let in and the broker say to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from devices.text import Text
from simulator.broker import violations
from simulator.broker.admission import Admission, Admitted
from simulator.broker.authority import User
from simulator.broker.deadlines import Deadlines
from simulator.broker.decoding import decode, decode_publish
from simulator.broker.encoding import (
    PINGRESP,
    encode_disconnect,
    encode_puback,
    encode_pubcomp,
    encode_pubrec,
    encode_pubrel,
    encode_suback,
    encode_unsuback,
)
from simulator.broker.endings import DENIALS, Ending, reason_string
from simulator.broker.errors import ProtocolError
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.network import Network
from simulator.broker.observation import Observe
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
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.reasons import FIRST_FAILURE, Reason
from simulator.broker.router import Router
from simulator.broker.routes import Subscription
from simulator.broker.statistics import Statistics
from simulator.broker.system_topics import SystemTopics

_PUBACK = PacketType.PUBACK << 4
_REFUSED_SUBSCRIPTION = 0x80
_MOST_UNACKNOWLEDGED = 65_535


@dataclass(frozen=True, slots=True)
class Around:
    """What all connections of a broker share."""

    clock_ms: Callable[[], int]
    limits: Limits
    observe: Observe
    router: Router
    admission: Admission
    deadlines: Deadlines
    statistics: Statistics
    system_topics: SystemTopics
    networks: dict[str, Network]
    """What lies between the broker and the clients of a user, by the user's name."""
    mark: Callable[[Any], None]
    """Notes a connection that has output or is closing."""

    def network_to(self, user: User | None) -> Network | None:
        """What lies between the broker and a new client of this user, if anything does."""
        return None if user is None or user.is_at_hand else self.networks.get(user.name)


class Line(Protocol):
    """The connection under a dialogue."""

    @property
    def now_ms(self) -> int:
        """When the client was last heard."""

    @property
    def is_clogged(self) -> bool:
        """Whether more bytes wait to be taken than the limit allows."""

    def send(self, packet: bytes) -> None:
        """Put a packet into the output."""

    def end(self, detail: str, ending: Ending | None = None) -> None:
        """Close, for the reason observed."""


class Dialogue:
    """One client's packets and their answers, in the protocol level that it speaks."""

    __slots__ = (
        "_account",
        "_aliases",
        "_around",
        "_dialect",
        "_gives_reasons",
        "_level",
        "_limits",
        "_line",
        "_most_bytes",
        "_user",
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
        self._most_bytes = properties.get("maximum_packet_size")
        self._dialect = Dialect(packet.level, properties.get("topic_alias_maximum", 0), self._most_bytes)
        self._gives_reasons = bool(properties.get("request_problem_information", 1))
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

    def farewell(self, ending: Ending) -> None:
        """Tell a client of MQTT 5 why its connection is about to be closed."""
        if self._level >= MQTT_5:
            explained = encode_disconnect(ending.reason, {"reason_string": reason_string(ending.words)})
            self._line.send(explained if self.fits(explained) else encode_disconnect(ending.reason))

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
        if not message.qos:
            return
        if self._level < MQTT_5:
            self._line.send(encode_puback(packet.packet_id))
        else:
            self._send_explained(encode_puback, packet.packet_id, reason)

    def _publish_exactly_once(self, message: Message, packet_id: int) -> None:
        received = self.session.received
        reason = Reason.SUCCESS
        if packet_id not in received:
            if self._level >= MQTT_5 and len(received) >= self._limits.receive_maximum:
                raise ProtocolError(violations.RECEIVE_MAXIMUM_EXCEEDED)
            received.add(packet_id)
            self.session.note()
            reason = self._around.router.publish(self._user, self.session.client_id, message, self._limits)
        if self._level < MQTT_5:
            self._line.send(encode_pubrec(packet_id))
            return
        if reason >= FIRST_FAILURE:
            received.discard(packet_id)
            self.session.note()
        self._send_explained(encode_pubrec, packet_id, reason)

    def _resolve(self, message: Message) -> Message:
        """The message under its full topic, without what concerned this connection only."""
        properties = message.properties
        if "subscription_identifiers" in properties:
            raise ProtocolError(violations.IDENTIFIER_FROM_CLIENT)
        if "topic_alias" not in properties:
            return message
        alias, topic = properties["topic_alias"], message.topic
        if alias > self._limits.topic_aliases:
            raise ProtocolError(violations.TOPIC_ALIAS_INVALID)
        if topic:
            self._aliases[alias] = topic
        elif alias not in self._aliases:
            raise ProtocolError(violations.TOPIC_ALIAS_UNKNOWN)
        remaining: Properties = {**properties}
        del remaining["topic_alias"]
        return message._replace(topic=self._aliases[alias], properties=remaining)

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
        self._acknowledge_subscriptions(packet.packet_id, codes)
        for topic_filter, subscription, was_there in replays:
            router.replay(session, topic_filter, subscription, was_there)

    def _acknowledge_subscriptions(self, packet_id: int, codes: list[Reason]) -> None:
        if self._level < MQTT_5:
            old = tuple(_REFUSED_SUBSCRIPTION if code >= FIRST_FAILURE else int(code) for code in codes)
            self._line.send(encode_suback(packet_id, old, self._level))
            return
        words = [_SUBSCRIPTION_WORDS[code] for code in codes if code in _SUBSCRIPTION_WORDS]
        properties = self._explanation(words[0]) if words else NO_PROPERTIES
        self._send_if_fits(
            encode_suback(packet_id, codes, self._level, properties),
            lambda: encode_suback(packet_id, codes, self._level),
        )

    def _unsubscribe(self, packet: Unsubscribe) -> None:
        codes = [
            self._around.router.unsubscribe(self.session, topic_filter) for topic_filter in packet.filters
        ]
        self.session.note()
        answer = encode_unsuback(packet.packet_id, codes, self._level)
        self._send_if_fits(answer, lambda: answer)

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

    def _send_explained(
        self, encode: Callable[[int, int, int, Properties], bytes], packet_id: int, reason: Reason
    ) -> None:
        words = _PUBLISH_WORDS.get(reason)
        if words is None:
            self._line.send(encode(packet_id, reason, self._level, NO_PROPERTIES))
            return
        properties = self._explanation(words)
        self._send_if_fits(
            encode(packet_id, reason, self._level, properties),
            lambda: encode(packet_id, reason, self._level, NO_PROPERTIES),
        )

    def _explanation(self, words: Text) -> Properties:
        """A reason string, for a client that wants such [MQTT-3.1.2-29]."""
        return {"reason_string": reason_string(words)} if self._gives_reasons else NO_PROPERTIES

    def _send_if_fits(self, explained: bytes, plain: Callable[[], bytes]) -> None:
        """Explain only as far as the client takes packets of that size [MQTT-3.4.2-2].

        Without the answer a client would wait for ever: if even that is too large the connection ends.
        """
        packet = explained if self.fits(explained) else plain()
        if self.fits(packet):
            self._line.send(packet)
        else:
            self._line.end("answer_too_large")

    def fits(self, packet: bytes) -> bool:
        """Whether the client takes packets of that size [MQTT-3.1.2-24]."""
        return self._most_bytes is None or len(packet) <= self._most_bytes


_PUBLISH_WORDS = {
    Reason.NOT_AUTHORIZED: DENIALS["publish"],
    Reason.QUOTA_EXCEEDED: DENIALS["retained_full"],
}
_SUBSCRIPTION_WORDS = {
    Reason.NOT_AUTHORIZED: DENIALS["subscribe"],
    Reason.QUOTA_EXCEEDED: DENIALS["subscriptions"],
}
