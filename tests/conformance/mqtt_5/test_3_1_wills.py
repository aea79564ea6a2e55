"""The will delay interval, and when a will is cancelled (MQTT 5.0, sections 3.1.2.5 and 3.1.3.2)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import NEVER_EXPIRES, Disconnect, Publish
from simulator.broker.properties import Properties
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

HOUR: Properties = {"session_expiry_interval": 3600}
GONE = [("will", b"gone")]


@pytest.fixture
def watcher(lab: Lab) -> Client:
    client = lab.connect("watcher")
    client.subscribe("#", qos=2)
    return client


def will(delay_s: int) -> Message:
    return Message("will", b"gone", properties={"will_delay_interval": delay_s})


@states("MQTT-3.1.2-8")
@pytest.mark.parametrize("leave", ["vanish", "fall silent", "break the protocol", "ask for the will"])
def test_the_will_waits_for_its_delay(lab: Lab, watcher: Client, leave: str) -> None:
    client = lab.connect("c", will=will(60), properties=HOUR, keepalive_s=10)
    if leave == "vanish":
        client.vanish()
    elif leave == "fall silent":
        lab.advance(15_000)
    elif leave == "break the protocol":
        client.send_hex("00 00")
    else:
        client.send(Disconnect(Reason.DISCONNECT_WITH_WILL))
    assert client.is_closed
    lab.advance(59_999)
    assert watcher.messages() == [], "it is still waiting"
    lab.advance(1)
    assert watcher.messages() == GONE
    lab.advance(10**7)
    assert watcher.messages() == [], "it is published once"


@states("MQTT-3.1.2-7", "MQTT-3.1.2-8", "MQTT-4.1.0-2")
@pytest.mark.parametrize("delay_s", [31, 3600, NEVER_EXPIRES])
def test_the_will_does_not_outlive_its_session(lab: Lab, watcher: Client, delay_s: int) -> None:
    lab.connect("c", will=will(delay_s), properties={"session_expiry_interval": 30}).vanish()
    lab.advance(29_999)
    assert watcher.messages() == []
    lab.advance(1)
    assert watcher.messages() == GONE


@states("MQTT-3.1.2-8")
def test_without_a_session_to_wait_for_the_will_does_not_wait(lab: Lab, watcher: Client) -> None:
    lab.connect("c", will=will(60)).vanish()
    assert watcher.messages() == GONE


@states("MQTT-3.1.3-9", "MQTT-3.1.2-8")
@pytest.mark.parametrize("back_after_ms", [0, 1, 59_999])
def test_a_client_that_is_back_in_time_is_not_mourned(lab: Lab, watcher: Client, back_after_ms: int) -> None:
    lab.connect("c", will=will(60), properties=HOUR).vanish()
    lab.advance(back_after_ms)
    lab.connect("c", clean_start=False, properties=HOUR)
    lab.advance(10**7)
    assert watcher.messages() == []


@states("MQTT-3.1.3-9")
def test_a_client_that_moves_to_another_connection_is_not_mourned(lab: Lab, watcher: Client) -> None:
    lab.connect("c", will=will(60), properties=HOUR)
    lab.connect("c", clean_start=False, properties=HOUR)
    lab.advance(10**7)
    assert watcher.messages() == []


@states("MQTT-3.1.3-9", "MQTT-3.1.2-10")
def test_a_client_that_is_back_in_time_has_the_will_that_it_brings(lab: Lab, watcher: Client) -> None:
    lab.connect("c", will=will(60), properties=HOUR).vanish()
    other = Message("other", b"will", properties={"will_delay_interval": 30})
    lab.connect("c", clean_start=False, will=other, properties=HOUR).vanish()
    lab.advance(10**7)
    assert watcher.messages() == [("other", b"will")]


@states("MQTT-3.1.2-8", "MQTT-3.1.2-4")
@pytest.mark.parametrize("is_connected", [False, True])
def test_a_clean_start_ends_the_session_and_publishes_the_will(
    lab: Lab, watcher: Client, is_connected: bool
) -> None:
    client = lab.connect("c", will=will(60), properties=HOUR)
    if not is_connected:
        client.vanish()
    lab.connect("c", clean_start=True)
    assert watcher.messages() == GONE
    lab.advance(10**7)
    assert watcher.messages() == []


@states("MQTT-3.1.2-8", "MQTT-3.1.2-10", "MQTT-3.14.4-3")
@pytest.mark.parametrize("delay_s", [0, 60])
def test_a_normal_disconnect_takes_the_will_back(lab: Lab, watcher: Client, delay_s: int) -> None:
    for properties in (HOUR, {}):
        lab.connect("c", will=will(delay_s), properties=properties).send(Disconnect())
        lab.advance(10**7)
        assert watcher.messages() == []


@states("MQTT-3.1.2-8", "MQTT-3.14.4-3")
@pytest.mark.parametrize(
    "code", [Reason.DISCONNECT_WITH_WILL, Reason.UNSPECIFIED_ERROR, Reason.ADMINISTRATIVE_ACTION]
)
def test_any_other_disconnect_leaves_the_will_in_force(lab: Lab, watcher: Client, code: Reason) -> None:
    client = lab.connect("c", will=will(0))
    client.send(Disconnect(code))
    assert client.expect_end() is None
    assert watcher.messages() == GONE


@states("MQTT-3.1.2-8", "MQTT-3.1.3-9")
def test_disconnect_may_keep_the_session_shorter_than_the_will_would_wait(lab: Lab, watcher: Client) -> None:
    client = lab.connect("c", will=will(60), properties=HOUR)
    client.send(Disconnect(Reason.DISCONNECT_WITH_WILL, {"session_expiry_interval": 10}))
    lab.advance(9_999)
    assert watcher.messages() == []
    lab.advance(1)
    assert watcher.messages() == GONE


@states("MQTT-3.1.2-8")
def test_the_session_goes_on_after_its_will(lab: Lab, watcher: Client) -> None:
    lab.connect("c", will=will(60), properties=HOUR).vanish()
    lab.advance(60_000)
    assert watcher.messages() == GONE
    assert lab.open().connect(client_id="c", clean_start=False).session_present


@states("MQTT-3.1.3-10", "MQTT-3.3.2-4", "MQTT-3.3.2-15", "MQTT-3.3.2-16", "MQTT-3.3.2-18", "MQTT-3.3.2-20")
def test_a_will_is_published_with_its_properties_but_for_the_delay(lab: Lab, watcher: Client) -> None:
    kept: Properties = {
        "payload_format_indicator": 1,
        "content_type": "text/plain",
        "response_topic": "answers/here",
        "correlation_data": b"\0\xff",
        "user_properties": (("b", "1"), ("a", "2"), ("b", "1"), ("", "")),
    }
    with_delay: Properties = {**kept, "will_delay_interval": 1}
    lab.connect("c", will=Message("will", b"gone", 2, properties=with_delay), properties=HOUR).vanish()
    lab.advance(1_000)
    assert watcher.received_one(Publish).message == Message("will", b"gone", 2, properties=kept)


@states("MQTT-3.3.2-6")
def test_the_interval_of_a_will_begins_when_it_is_published(lab: Lab, watcher: Client) -> None:
    properties: Properties = {"will_delay_interval": 60, "message_expiry_interval": 10}
    lab.connect("c", will=Message("will", b"", properties=properties), properties=HOUR).vanish()
    lab.advance(60_000)
    assert watcher.received_one(Publish).message.properties == {"message_expiry_interval": 10}
