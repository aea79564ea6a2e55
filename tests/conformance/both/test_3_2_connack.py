"""CONNACK (both versions of MQTT, section 3.2); what it refuses, and how, stands with CONNECT."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_5, Connack, Pubrel
from simulator.broker.reasons import Reason
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


def keep_a_session(lab: Lab) -> None:
    """Leave a session of client `s` behind, with messages at every stage."""
    client, publisher = lab.connect("s", **lab.lasting), lab.connect("publisher")
    client.subscribe("#", qos=2)
    publisher.publish("a", b"sent", qos=1)
    publisher.publish("a", b"half way", qos=2)
    client.vanish()
    publisher.publish("a", b"waiting", qos=1)


@states_3_1_1("MQTT-3.2.0-1")
@states_5("MQTT-3.2.0-1")
def test_connack_comes_before_the_messages_of_a_session(lab: Lab) -> None:
    keep_a_session(lab)
    client = lab.open()
    assert client.received() == []
    assert client.connect(client_id="s", **lab.lasting).code == 0
    assert len(client.received()) == 3


@states_3_1_1("MQTT-3.2.0-1")
@states_5("MQTT-3.2.0-2")
def test_there_is_one_connack(lab: Lab) -> None:
    client = lab.connect()
    client.publish("a", qos=2)
    client.send(Pubrel(1))
    assert not any(isinstance(packet, Connack) for packet in client.received())


@states_3_1_1("MQTT-3.2.2-1")
@states_5("MQTT-3.2.2-2")
def test_for_a_clean_session_no_session_is_present(lab: Lab) -> None:
    keep_a_session(lab)
    client = lab.open()
    answer = client.connect(client_id="s", clean_start=True)
    assert (answer.code, answer.session_present) == (0, False)


@states_3_1_1("MQTT-3.2.2-2")
@states_5("MQTT-3.2.2-3")
def test_a_stored_session_is_present(lab: Lab) -> None:
    keep_a_session(lab)
    client = lab.open()
    answer = client.connect(client_id="s", **lab.lasting)
    assert (answer.code, answer.session_present) == (0, True)


@states_3_1_1("MQTT-3.2.2-3")
@states_5("MQTT-3.2.2-3")
def test_no_session_is_present_where_none_is_stored(lab: Lab) -> None:
    keep_a_session(lab)
    client = lab.open()
    answer = client.connect(client_id="other", **lab.lasting)
    assert (answer.code, answer.session_present) == (0, False)


@states_3_1_1("MQTT-3.2.2-4", "MQTT-3.2.2-5")
@states_5("MQTT-3.2.2-6", "MQTT-3.2.2-7", "MQTT-3.1.4-2")
@pytest.mark.parametrize(
    ("username", "password", "codes"),
    [
        ("u", b"guess", (4, Reason.BAD_USER_NAME_OR_PASSWORD)),
        ("nobody", b"secret", (4, Reason.BAD_USER_NAME_OR_PASSWORD)),
        (None, None, (5, Reason.NOT_AUTHORIZED)),
    ],
)
def test_a_refusal_says_nothing_of_sessions_and_closes_the_connection(
    lab: Lab, username: str | None, password: bytes | None, codes: tuple[int, int]
) -> None:
    keep_a_session(lab)
    client = lab.open()
    answer = client.connect(client_id="s", clean_start=False, username=username, password=password)
    assert (answer.code, answer.session_present) == (codes[lab.level >= MQTT_5], False)
    assert client.is_closed
    assert client.received() == []
