"""Session expiry, and TCP (MQTT 5.0, sections 4.1 and 4.2); the rest is in `both`."""

from __future__ import annotations

import asyncio

import pytest

from simulator.broker.packets import Connect
from simulator.broker.server import serve
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

KEPT = {"session_expiry_interval": 60}


@states("MQTT-4.1.0-1")
def test_a_session_lasts_as_long_as_its_connection_even_if_it_is_to_expire_at_once(
    lab: Lab, publisher: Client
) -> None:
    client = lab.connect("c", properties={"session_expiry_interval": 0})
    client.subscribe("a", qos=1)
    lab.advance(10**9)
    publisher.publish("a", b"1", qos=1)
    assert client.messages() == [("a", b"1")]


@states("MQTT-4.1.0-2")
@pytest.mark.parametrize(("away_ms", "is_there"), [(59_999, True), (60_000, False)])
def test_session_state_is_discarded_when_its_time_is_over(lab: Lab, away_ms: int, is_there: bool) -> None:
    client = lab.connect("c", properties=KEPT)
    client.subscribe("a", qos=1)
    client.vanish()
    lab.connect("p").publish("a", b"1", qos=1)
    lab.advance(away_ms)
    back = lab.open()
    assert back.connect(client_id="c", clean_start=False).session_present is is_there
    assert back.messages() == ([("a", b"1")] if is_there else [])


@states("MQTT-4.2.0-1")
def test_clients_connect_over_tcp(lab: Lab) -> None:
    async def story() -> bytes:
        async with serve(lab.broker, "127.0.0.1", 0) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(lab.open().to_bytes(Connect("c", username="u", password=b"secret", level=5)))
            answer = await asyncio.wait_for(reader.readexactly(4), 30)
            writer.close()
            await writer.wait_closed()
            return answer

    first, _, flags, code = asyncio.run(story())
    assert (first, flags, code) == (0x20, 0, 0)
