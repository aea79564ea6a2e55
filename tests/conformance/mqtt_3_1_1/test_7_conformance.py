"""What conformance asks for altogether (MQTT 3.1.1, chapter 7)."""

from __future__ import annotations

from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states


@states("MQTT-7.0.0-2")
def test_a_client_needs_nothing_but_the_specification(lab: Lab) -> None:
    """Every byte of this conversation is as the specification's figures have it."""
    client = lab.open()
    for sent, answer in [
        ("10 18 0004 4d515454 04 c2 003c 0001 63 0001 75 0006 736563726574", "20 02 00 00"),
        ("82 08 000a 0003 612f62 01", "90 03 00 0a 01"),
        ("31 06 0003 612f62 21", "30 06 00 03 61 2f 62 21"),
        ("a2 07 000b 0003 612f62", "b0 02 00 0b"),
        ("32 07 0003 612f62 0001", "40 02 00 01"),
        ("34 07 0003 612f62 0002", "50 02 00 02"),
        ("62 02 0002", "70 02 00 02"),
        ("c0 00", "d0 00"),
        ("e0 00", ""),
    ]:
        assert not client.is_closed, f"before {sent}"
        client.send_hex(sent)
        assert client.received_bytes().hex(" ") == answer, f"the answer to {sent}"
    assert client.is_closed
