"""Sessions of users whose authority changes; the specification: tests/conformance."""

from __future__ import annotations

from simulator.broker.authority import User

TOPIC = "lab/u1/x"


def test_a_session_that_lost_authority_loses_what_it_waited_for(lab) -> None:
    """Authority is checked again when a session is resumed."""
    client, publisher = lab.connect("s", clean_start=False), lab.connect("p", user="house")
    client.subscribe("lab/u1/#", qos=2)
    publisher.publish(TOPIC, b"sent", qos=1)
    client.vanish()
    publisher.publish(TOPIC, b"waiting", qos=1)
    lab.users["u1"] = User("u1", "lab/elsewhere")
    client, answer = lab.try_connect("s", clean_start=False)
    assert answer.session_present
    publisher.publish(TOPIC, b"live", qos=1)
    assert client.received() == []
