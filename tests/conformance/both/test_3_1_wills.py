"""The will of CONNECT (both versions of MQTT, section 3.1.2.5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Disconnect, Publish
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5

WILL = Message("will", b"gone")
Ending = Callable[[Lab, Client], None]


def lose(lab: Lab, client: Client) -> None:
    client.vanish()


def stay_silent(lab: Lab, client: Client) -> None:
    lab.advance(15_000)


def break_the_protocol(lab: Lab, client: Client) -> None:
    client.send_hex("36 05 0001 61 0001")


def be_taken_over(lab: Lab, client: Client) -> None:
    lab.connect("c", clean_start=True)


def be_resumed_elsewhere(lab: Lab, client: Client) -> None:
    lab.connect("c", **lab.lasting)


ENDINGS = pytest.mark.parametrize(
    "end", [lose, stay_silent, break_the_protocol, be_taken_over, be_resumed_elsewhere]
)
LASTING_OR_NOT = pytest.mark.parametrize("is_lasting", [False, True])


@states_3_1_1("MQTT-3.1.2-8")
@states_5("MQTT-3.1.2-7", "MQTT-3.1.2-8")
@ENDINGS
@LASTING_OR_NOT
def test_the_will_is_published_however_the_connection_ends(
    lab: Lab, watcher: Client, end: Ending, is_lasting: bool
) -> None:
    fields = lab.lasting if is_lasting else {}
    client = lab.connect(will=WILL, keepalive_s=10, **fields)
    assert watcher.messages() == [], "not before it ends"
    end(lab, client)
    assert watcher.messages() == [("will", b"gone")]


@states_3_1_1("MQTT-3.1.2-8", "MQTT-3.1.2-9")
@states_5("MQTT-3.1.2-8")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_the_will_is_published_at_its_quality_of_service(lab: Lab, watcher: Client, qos: int) -> None:
    lab.connect(will=Message("will", b"", qos)).vanish()
    assert watcher.received_one(Publish).message == Message("will", b"", qos)


@states_3_1_1("MQTT-3.1.2-8", "MQTT-3.1.2-10", "MQTT-3.14.4-3")
@states_5("MQTT-3.1.2-8", "MQTT-3.1.2-10", "MQTT-3.14.4-3")
def test_disconnect_takes_the_will_back(lab: Lab, watcher: Client) -> None:
    client = lab.connect(will=WILL)
    client.send(Disconnect())
    client.vanish()
    assert watcher.messages() == []


@states_3_1_1("MQTT-3.1.2-10")
@states_5("MQTT-3.1.2-10")
def test_a_will_is_published_once(lab: Lab, watcher: Client) -> None:
    client = lab.connect(will=WILL, keepalive_s=10, **lab.lasting)
    stay_silent(lab, client)
    lose(lab, client)
    lab.connect(**lab.lasting).vanish()
    assert watcher.messages() == [("will", b"gone")]


@states_3_1_1("MQTT-3.1.2-10", "MQTT-3.1.2-12")
@states_5("MQTT-3.1.2-10")
def test_a_will_belongs_to_one_connection(lab: Lab, watcher: Client) -> None:
    lab.connect(will=WILL, **lab.lasting).send(Disconnect())
    lab.connect(**lab.lasting).vanish()
    assert watcher.messages() == []


@states_3_1_1("MQTT-3.1.2-12")
@states_5("MQTT-3.1.2-8")
@ENDINGS
@LASTING_OR_NOT
def test_without_a_will_nothing_is_published(
    lab: Lab, watcher: Client, end: Ending, is_lasting: bool
) -> None:
    fields = lab.lasting if is_lasting else {}
    end(lab, lab.connect(keepalive_s=10, **fields))
    assert watcher.messages() == []


@states_3_1_1("MQTT-3.1.2-8")
@states_5("MQTT-3.1.2-8")
def test_a_client_that_was_refused_has_no_will(lab: Lab, watcher: Client) -> None:
    client = lab.open()
    assert client.connect(password=b"guess", will=WILL).code != 0
    client.vanish()
    assert watcher.messages() == []


@states_3_1_1("MQTT-3.1.2-16")
@states_5("MQTT-3.1.2-14")
def test_a_will_without_retain_is_not_kept(lab: Lab, watcher: Client) -> None:
    lab.connect(will=WILL).vanish()
    assert watcher.received_one(Publish).message.retain is False
    late = lab.connect("late")
    late.subscribe("will")
    assert late.messages() == []


@states_3_1_1("MQTT-3.1.2-17")
@states_5("MQTT-3.1.2-15")
def test_a_will_with_retain_is_kept(lab: Lab, watcher: Client) -> None:
    lab.connect(will=Message("will", b"gone", qos=1, retain=True)).vanish()
    assert watcher.messages() == [("will", b"gone")]
    late = lab.connect("late")
    late.subscribe("will", qos=2)
    assert late.received_one(Publish).message == Message("will", b"gone", qos=1, retain=True)
