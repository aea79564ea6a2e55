"""Client identifiers (MQTT 3.1.1, section 3.1.3.1), where MQTT 5 differs; the rest is in `both`."""

from __future__ import annotations

from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states
from tests.conformance.wire import connect


@states("MQTT-3.1.3-7", "MQTT-3.1.3-8", "MQTT-3.2.2-4", "MQTT-3.2.2-5")
def test_no_identifier_without_a_clean_session_is_refused_with_code_2(lab: Lab) -> None:
    client = lab.open()
    client.send_bytes(connect("", "u", "secret", flags=0xC0))
    assert client.received_bytes().hex(" ") == "20 02 00 02"
    assert client.is_closed
