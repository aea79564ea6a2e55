"""PUBACK, PUBREC, PUBREL and PUBCOMP (MQTT 5.0, sections 3.4 to 3.7); their size: test_3_1_packet_size.py."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_5, Puback, Pubcomp, Publish, Pubrec, Pubrel
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import packet

QUALITIES = pytest.mark.parametrize(
    ("qos", "kind"),
    [
        pytest.param(1, Puback, marks=states("MQTT-3.4.2-1"), id="PUBACK"),
        pytest.param(2, Pubrec, marks=states("MQTT-3.5.2-1"), id="PUBREC"),
    ],
)
Answer = type[Puback] | type[Pubrec]


@QUALITIES
def test_a_message_with_subscribers_is_a_success(
    lab: Lab, publisher: Client, subscriber: Client, qos: int, kind: Answer
) -> None:
    publisher.publish("a", qos=qos, packet_id=7)
    assert publisher.received() == [kind(7, Reason.SUCCESS)]
    subscriber.vanish()
    publisher.publish("a", qos=qos, packet_id=8)
    assert publisher.received() == [kind(8, Reason.SUCCESS)], "absent or not"


@QUALITIES
def test_a_message_without_subscribers_is_told_so(publisher: Client, qos: int, kind: Answer) -> None:
    publisher.publish("a", qos=qos, packet_id=7)
    assert publisher.received() == [kind(7, Reason.NO_MATCHING_SUBSCRIBERS)]


@QUALITIES
def test_a_message_without_authority_is_refused(lab: Lab, subscriber: Client, qos: int, kind: Answer) -> None:
    guest = lab.connect("g", username="guest")
    guest.publish("elsewhere", qos=qos, packet_id=7, retain=True)
    answer = guest.received_one(kind)
    assert (answer.packet_id, answer.code) == (7, Reason.NOT_AUTHORIZED)
    assert not guest.is_closed
    subscriber.subscribe("elsewhere")
    assert subscriber.received() == [], "it goes nowhere and is not kept"


@QUALITIES
def test_a_message_that_is_not_retained_for_want_of_room_is_told_so(qos: int, kind: Answer) -> None:
    lab = Lab(MQTT_5, retained_messages=1)
    publisher = lab.connect("p")
    publisher.publish("a", retain=True)
    publisher.publish("b", qos=qos, packet_id=7, retain=True)
    assert publisher.received_one(kind).code == Reason.QUOTA_EXCEEDED


PUBLISHED = {0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99}
RELEASED = {0x00, 0x92}


@pytest.mark.parametrize(
    ("first", "listed"),
    [
        pytest.param(0x40, PUBLISHED, marks=states("MQTT-3.4.2-1"), id="PUBACK"),
        pytest.param(0x50, PUBLISHED, marks=states("MQTT-3.5.2-1"), id="PUBREC"),
        pytest.param(0x62, RELEASED, marks=states("MQTT-3.6.2-1"), id="PUBREL"),
        pytest.param(0x70, RELEASED, marks=states("MQTT-3.7.2-1"), id="PUBCOMP"),
    ],
)
def test_only_the_codes_listed_are_taken(lab: Lab, first: int, listed: set[int]) -> None:
    taken = set()
    for code in range(256):
        client = lab.connect()
        client.send_bytes(packet(first, b"\0\7", bytes((code,))))
        if client.is_closed:
            assert client.expect_end() == Reason.PROTOCOL_ERROR
        else:
            taken.add(code)
    assert taken == listed


@states("MQTT-3.6.2-1", "MQTT-3.7.2-1")
def test_a_release_and_its_answer_are_a_success_or_of_nothing(
    lab: Lab, publisher: Client, subscriber: Client
) -> None:
    publisher.publish("a", qos=2, packet_id=7)
    sent = subscriber.received_one(Publish).packet_id
    subscriber.send(Pubrec(sent), Pubrec(0x7777))
    unknown = Reason.PACKET_IDENTIFIER_NOT_FOUND
    assert subscriber.received() == [Pubrel(sent), Pubrel(0x7777, unknown)]
    publisher.received()
    publisher.send(Pubrel(7), Pubrel(7))
    assert publisher.received() == [Pubcomp(7), Pubcomp(7, unknown)]


@pytest.mark.parametrize("code", [Reason.SUCCESS, Reason.NO_MATCHING_SUBSCRIBERS])
@pytest.mark.parametrize("properties", [{}, {"reason_string": "well", "user_properties": (("a", "b"),)}])
@states("MQTT-2.2.1-5")
def test_acknowledgements_with_reasons_and_properties_are_understood(
    lab: Lab, publisher: Client, subscriber: Client, code: Reason, properties: dict[str, object]
) -> None:
    for qos in (1, 2):
        publisher.publish("a", qos=qos, packet_id=qos)
    first, second = (publish.packet_id for publish in subscriber.publishes())
    subscriber.send(Puback(first, code, properties), Pubrec(second, code, properties))
    assert subscriber.received() == [Pubrel(second)]
    subscriber.send(Pubcomp(second, Reason.SUCCESS, properties))
    subscriber.vanish()
    assert lab.connect("subscriber", clean_start=False).received() == []
