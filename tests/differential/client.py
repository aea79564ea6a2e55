"""A client's end of one connection: it acknowledges as the script says and notes what it sees."""

from __future__ import annotations

from simulator.broker.packets import MQTT_5, Packet, Puback, Pubcomp, Publish, Pubrec, Pubrel
from simulator.broker.reasons import FIRST_FAILURE, Reason
from tests.differential import script, wire
from tests.differential.script import Answers
from tests.differential.seen import CLOSED, Seen
from tests.differential.sides import Line


class Client:
    """Acknowledges, and notes what it sees.

    `payloads` is what its session remembers: the payloads of the broker's messages by packet identifier.
    """

    def __init__(self, line: Line, step: script.Connect, payloads: dict[int, bytes]) -> None:
        self.line = line
        self.level = step.level
        self.releases = True
        self._answers = step.answers
        self._payloads = payloads
        self._withheld: list[Packet] = []
        self._seen: list[Seen] = []
        self._noted_end = False
        self._topics_told: dict[int, str] = {}
        self._topics_heard: dict[int, str] = {}

    def publish(self, step: script.Publish, number: int, *, duplicate: bool = False) -> None:
        """Send a message, by its alias where that is established."""
        by_alias = self.level == MQTT_5 and self._topics_told.get(step.alias or 0) == step.topic
        if step.alias is not None:
            self._topics_told[step.alias] = step.topic
        self.line.send(wire.publish(step, number, self.level, duplicate=duplicate, by_alias=by_alias))

    def listen(self) -> bool:
        """Take in what came; whether anything was sent in reply."""
        replies: list[Packet] = []
        for first, body in self.line.packets():
            replies += self._hear(wire.decode(first, body, self.level))
        if self.line.is_closed and not self._noted_end:
            self._noted_end = True
            self._seen.append(CLOSED)
        return self._reply(replies)

    def answer(self, answers: Answers) -> None:
        """Acknowledge so from now on."""
        self._answers = answers
        withheld, self._withheld = self._withheld, []
        self._reply(withheld)

    def leave(self) -> None:
        """The client itself ends the connection: no end is seen."""
        self._noted_end = True
        self.line.drop()

    def take_seen(self) -> tuple[Seen, ...]:
        """What was seen since the last call."""
        seen, self._seen = tuple(self._seen), []
        return seen

    def _hear(self, packet: Packet) -> list[Packet]:
        payload = b""
        replies: list[Packet] = []
        match packet:
            case Publish():
                packet = self._resolve(packet)
                self._payloads[packet.packet_id] = packet.message.payload
                if packet.message.qos == 1:
                    refuses = self._answers in (Answers.REFUSED, Answers.QOS_1_REFUSED)
                    replies.append(Puback(packet.packet_id, self._code(refuses)))
                elif packet.message.qos == 2:
                    replies.append(Pubrec(packet.packet_id, self._code(self._answers is Answers.REFUSED)))
            case Pubrel():
                payload = self._payloads.get(packet.packet_id, b"?")
                replies.append(Pubcomp(packet.packet_id))
            case Pubrec() if self.releases and packet.code < FIRST_FAILURE:
                replies.append(Pubrel(packet.packet_id))
        self._seen.append(wire.seen(packet, payload))
        return replies

    def _resolve(self, packet: Publish) -> Publish:
        """The message under its topic, if the broker used an alias."""
        message = packet.message
        alias = message.properties.get("topic_alias")
        if alias is None:
            return packet
        if message.topic:
            self._topics_heard[alias] = message.topic
        topic = self._topics_heard.get(alias, "unknown alias")
        return packet._replace(message=message._replace(topic=topic))

    def _code(self, refuses: bool) -> int:
        return Reason.IMPLEMENTATION_SPECIFIC_ERROR if refuses and self.level == MQTT_5 else Reason.SUCCESS

    def _reply(self, replies: list[Packet]) -> bool:
        given = [reply for reply in replies if self._gives(reply)]
        self._withheld += [reply for reply in replies if not self._gives(reply)]
        self.line.send(b"".join(wire.encode(reply, self.level) for reply in given))
        return bool(given)

    def _gives(self, reply: Packet) -> bool:
        """The client's own messages are always released."""
        if isinstance(reply, Pubrel):
            return True
        if self._answers is Answers.RECEIPT_ONLY:
            return not isinstance(reply, Pubcomp)
        return self._answers is not Answers.NONE
