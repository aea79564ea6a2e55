"""Acknowledgements, with the reasons that MQTT 5 lets a broker give."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from devices.text import Text
from simulator.broker.around import Line
from simulator.broker.encoding import encode_disconnect, encode_suback, encode_unsuback
from simulator.broker.endings import DENIALS, Ending, reason_string
from simulator.broker.packets import MQTT_5, Connect
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.reasons import FIRST_FAILURE, Reason

Encode = Callable[[int, int, int, Properties], bytes]
"""From packet identifier, code, protocol level and properties to a PUBACK or PUBREC."""

_REFUSED_SUBSCRIPTION = 0x80


class Answers:
    """Puts answers in the protocol level of one client, within the packet size that it takes."""

    __slots__ = ("_gives_reasons", "_level", "_line", "_most_bytes")

    def __init__(self, line: Line, packet: Connect) -> None:
        self._line = line
        self._level = packet.level
        self._most_bytes = packet.properties.get("maximum_packet_size")
        self._gives_reasons = bool(packet.properties.get("request_problem_information", 1))

    def acknowledge(self, encode: Encode, packet_id: int, reason: Reason) -> None:
        """Answer a message; MQTT 3.1.1 has no way to say that it was refused."""
        if self._level < MQTT_5:
            reason = Reason.SUCCESS
        words = _PUBLISH_WORDS.get(reason)
        if words is None:
            self._line.send(encode(packet_id, reason, self._level, NO_PROPERTIES))
            return
        self._send_explained(words, lambda properties: encode(packet_id, reason, self._level, properties))

    def acknowledge_subscriptions(self, packet_id: int, reasons: Sequence[Reason]) -> None:
        """Answer a SUBSCRIBE, with the words for the first filter that was refused."""
        codes: Sequence[int] = reasons
        if self._level < MQTT_5:
            codes = [_REFUSED_SUBSCRIPTION if code >= FIRST_FAILURE else code for code in reasons]
        words = next((_SUBSCRIPTION_WORDS[code] for code in reasons if code in _SUBSCRIPTION_WORDS), None)
        self._send_explained(
            words, lambda properties: encode_suback(packet_id, codes, self._level, properties)
        )

    def acknowledge_unsubscriptions(self, packet_id: int, reasons: Sequence[Reason]) -> None:
        """Answer an UNSUBSCRIBE."""
        self._send_explained(
            None, lambda properties: encode_unsuback(packet_id, reasons, self._level, properties)
        )

    def farewell(self, ending: Ending) -> None:
        """Tell a client of MQTT 5 why its connection is about to be closed."""
        if self._level >= MQTT_5:
            explained = encode_disconnect(ending.reason, {"reason_string": reason_string(ending.words)})
            self._line.send(explained if self.fits(explained) else encode_disconnect(ending.reason))

    def fits(self, packet: bytes) -> bool:
        """Whether the client takes packets of that size [MQTT-3.1.2-24]."""
        return self._most_bytes is None or len(packet) <= self._most_bytes

    def _send_explained(self, words: Text | None, encode: Callable[[Properties], bytes]) -> None:
        """Explain as far as the client wants it [MQTT-3.1.2-29] and takes it in size [MQTT-3.4.2-2].

        Without the answer a client would wait for ever: if even that is too large the connection ends.
        """
        packet = encode(NO_PROPERTIES)
        if words is not None and self._gives_reasons and self._level >= MQTT_5:
            explained = encode({"reason_string": reason_string(words)})
            packet = explained if self.fits(explained) else packet
        if self.fits(packet):
            self._line.send(packet)
        else:
            self._line.end("answer_too_large")


_PUBLISH_WORDS = {
    Reason.NOT_AUTHORIZED: DENIALS["publish"],
    Reason.QUOTA_EXCEEDED: DENIALS["retained_full"],
}
_SUBSCRIPTION_WORDS = {
    Reason.NOT_AUTHORIZED: DENIALS["subscribe"],
    Reason.QUOTA_EXCEEDED: DENIALS["subscriptions"],
}
