"""What a bad network does to clients, and what it never does."""

from __future__ import annotations

from simulator.broker.packets import Connack

FAR = {"latency": ["50ms", "400ms"]}


def test_a_packet_takes_its_time_in_each_direction(make_lab):
    lab = make_lab(network={"latency": ["100ms", "100ms"]})
    client = lab.client()
    lab.advance(1000)
    (at_ms, connack), *_ = client.came
    assert isinstance(connack, Connack)
    assert at_ms == 200, "100 ms for CONNECT and 100 ms for CONNACK"
