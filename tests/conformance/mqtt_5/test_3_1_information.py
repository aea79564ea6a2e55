"""What a client asks to be told, or not to be told (MQTT 5.0, sections 3.1.2.11.6 and 3.1.2.11.7)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_5,
    Disconnect,
    Packet,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Suback,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.properties import Properties
from tests.conformance.client import Client, connect_packet, subscribe_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states


@states("MQTT-3.1.2-28")
@pytest.mark.parametrize("properties", [{}, {"request_response_information": 0}])
def test_who_asks_for_no_response_information_is_sent_none(lab: Lab, properties: Properties) -> None:
    for username in ("u", "guest"):
        answer = lab.open().connect(username=username, properties=properties)
        assert "response_information" not in answer.properties


@states("MQTT-3.1.2-28")
def test_who_asks_for_response_information_is_sent_where_answers_may_go(lab: Lab) -> None:
    client = lab.open()
    answer = client.connect(username="guest", properties={"request_response_information": 1})
    base = answer.properties["response_information"]
    assert client.subscribe(f"{base}/answers") == (0,)


ANSWERED = [
    (Publish(Message("elsewhere", b"", 1), packet_id=7), Puback),
    (Publish(Message("elsewhere", b"", 2), packet_id=7), Pubrec),
    (Pubrec(7), Pubrel),
    (Pubrel(7), Pubcomp),
    (subscribe_packet(7, [("elsewhere", 0)]), Suback),
    (Unsubscribe(7, ("elsewhere",)), Unsuback),
]
EXPLAINED = (Puback, Pubrec, Suback)


@states("MQTT-3.1.2-29")
@pytest.mark.parametrize(("sent", "kind"), ANSWERED, ids=[kind.__name__ for _, kind in ANSWERED])
@pytest.mark.parametrize("wanted", [None, 0, 1])
def test_answers_are_explained_unless_that_is_not_wanted(
    lab: Lab, sent: Packet, kind: type[Packet], wanted: int | None
) -> None:
    properties = {} if wanted is None else {"request_problem_information": wanted}
    guest = lab.connect(username="guest", properties=properties)
    guest.send(sent)
    answer = guest.received_one(kind)
    assert set(answer.properties) == ({"reason_string"} if wanted != 0 and kind in EXPLAINED else set())


@states("MQTT-3.1.2-29")
def test_messages_keep_their_user_properties_all_the_same(lab: Lab, publisher: Client) -> None:
    client = lab.connect(properties={"request_problem_information": 0})
    client.subscribe("a")
    publisher.publish("a", properties={"user_properties": (("name", "value"),)})
    assert client.received_one(Publish).message.properties == {"user_properties": (("name", "value"),)}


@states("MQTT-3.1.2-29")
def test_the_ends_of_a_connection_may_be_explained_all_the_same(lab: Lab) -> None:
    """The statement allows it, and a student would not know why otherwise."""
    quiet: Properties = {"request_problem_information": 0}
    client = lab.connect(properties=quiet)
    client.send(connect_packet(level=MQTT_5))
    assert client.received_one(Disconnect).properties["reason_string"]
    assert lab.open().connect(password=b"guess", properties=quiet).properties["reason_string"]
