"""Shared subscriptions and flow control (MQTT 5.0, sections 4.8 and 4.9)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Pingreq, Pingresp, Puback, Pubcomp, Publish, Pubrec, Pubrel
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

KEPT = {"session_expiry_interval": 60}
SHARED = "$share/team/a"


def payloads(client: Client) -> list[bytes]:
    return [publish.message.payload for publish in client.publishes()]


@states("MQTT-4.8.2-1", "MQTT-4.8.2-2")
@pytest.mark.parametrize(
    "wrong", ["$share/team", "$share//a", "$share/te+m/a", "$share/#/a", "$share/+/a", "$share/team/"]
)
def test_a_malformed_shared_filter_closes_the_connection(client: Client, wrong: str) -> None:
    with pytest.raises(AssertionError, match="Suback"):
        client.subscribe(wrong)
    assert client.is_closed


@states("MQTT-4.8.2-1", "MQTT-4.8.2-2")
@pytest.mark.parametrize(
    "right", ["$share/t/a", "$share/گروه/a", "$share/t/a/#", "$share/t/+/b", "$share/t//a"]
)
def test_a_well_formed_shared_filter_is_granted(client: Client, right: str) -> None:
    assert client.subscribe(right, qos=1) == (1,)


@states("MQTT-4.8.2-3")
def test_a_shared_message_is_sent_at_no_higher_qos_than_was_granted(lab: Lab, publisher: Client) -> None:
    members = [lab.connect(f"m{qos}") for qos in range(3)]
    for qos, member in enumerate(members):
        member.subscribe(SHARED, qos=qos)
    for number in range(3):
        publisher.publish("a", qos=2, packet_id=number + 1)
    assert [member.received_one(Publish).message.qos for member in members] == [0, 1, 2]


@states("MQTT-4.8.2-4", "MQTT-4.8.2-5")
@pytest.mark.parametrize("returns", [True, False])
def test_a_shared_qos_2_message_stays_with_the_client_it_was_sent_to(
    lab: Lab, publisher: Client, returns: bool
) -> None:
    first, second = lab.connect("1", properties=KEPT), lab.connect("2")
    for member in (first, second):
        member.subscribe(SHARED, qos=2)
    publisher.publish("a", b"1", qos=2)
    sent = first.received_one(Publish)
    first.vanish()
    if returns:
        back = lab.connect("1", clean_start=False)
        assert back.received() == [Publish(sent.message, True, sent.packet_id)]
        back.send(Pubrec(sent.packet_id))
        assert back.received() == [Pubrel(sent.packet_id)]
    lab.advance(120_000)
    assert second.received() == []


@states("MQTT-4.8.2-6")
@pytest.mark.parametrize(("qos", "refusal"), [(1, Puback), (2, Pubrec)])
def test_a_shared_message_that_is_refused_is_offered_to_nobody_else(
    lab: Lab, publisher: Client, qos: int, refusal: type[Puback] | type[Pubrec]
) -> None:
    first, second = lab.connect("1"), lab.connect("2")
    for member in (first, second):
        member.subscribe(SHARED, qos=qos)
    publisher.publish("a", b"1", qos=qos)
    first.send(refusal(first.received_one(Publish).packet_id, Reason.IMPLEMENTATION_SPECIFIC_ERROR))
    first.vanish()
    assert second.received() == []


@states("MQTT-4.9.0-1", "MQTT-4.9.0-2", "MQTT-3.3.4-9")
@pytest.mark.parametrize("qos", [1, 2])
@pytest.mark.parametrize("maximum", [1, 3, 10])
def test_no_more_is_sent_than_the_receive_maximum(
    lab: Lab, publisher: Client, maximum: int, qos: int
) -> None:
    client = lab.connect("s", properties={"receive_maximum": maximum})
    client.subscribe("a", qos=qos)
    for number in range(20):
        publisher.publish("a", b"%d" % number, qos, packet_id=number + 1)
    sent = client.publishes()
    assert len(sent) == maximum
    first = sent[0].packet_id
    if qos == 1:
        client.send(Puback(first))
    else:
        client.send(Pubrec(first))
        assert client.received() == [Pubrel(first)], "PUBREC alone gives nothing back"
        client.send(Pubcomp(first))
    assert payloads(client) == [b"%d" % maximum]


@states("MQTT-4.9.0-2")
def test_a_refused_message_gives_its_place_back(lab: Lab, publisher: Client) -> None:
    client = lab.connect("s", properties={"receive_maximum": 1})
    client.subscribe("a", qos=2)
    for number in range(2):
        publisher.publish("a", b"%d" % number, qos=2, packet_id=number + 1)
    client.send(Pubrec(client.received_one(Publish).packet_id, Reason.UNSPECIFIED_ERROR))
    assert payloads(client) == [b"1"]


@states("MQTT-4.9.0-2")
def test_a_stray_acknowledgement_gives_nothing_back(lab: Lab, publisher: Client) -> None:
    client = lab.connect("s", properties={"receive_maximum": 1})
    client.subscribe("a", qos=1)
    for number in range(2):
        publisher.publish("a", qos=1, packet_id=number + 1)
    sent = client.received_one(Publish)
    client.send(Puback(sent.packet_id + 1), Pubcomp(sent.packet_id))
    assert client.publishes() == []


@states("MQTT-4.9.0-3", "MQTT-3.3.4-10")
def test_everything_else_goes_on_while_the_quota_is_used_up(lab: Lab, publisher: Client) -> None:
    client = lab.connect("s", properties={"receive_maximum": 1})
    client.subscribe("a", qos=1)
    for number in range(2):
        publisher.publish("a", qos=1, packet_id=number + 1)
    assert len(client.publishes()) == 1
    publisher.publish("a", b"at most once")
    client.send(Pingreq())
    client.publish("b", qos=1, packet_id=7)
    assert payloads_and_answers(client) == [
        b"at most once",
        Pingresp(),
        Puback(7, Reason.NO_MATCHING_SUBSCRIBERS),
    ]
    assert client.subscribe("c") == (0,)


def payloads_and_answers(client: Client) -> list[object]:
    packets = client.received()
    return [packet.message.payload if isinstance(packet, Publish) else packet for packet in packets]
