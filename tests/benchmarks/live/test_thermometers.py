from __future__ import annotations

import json

from benchmarks.live.house_on_broker import HouseOnBroker
from benchmarks.live.subscriber import messages_in
from benchmarks.live.thermometers import PERIOD_S, THERMOMETER, house_of_thermometers
from simulator.broker.stream import PacketStream


def test_each_thermometer_speaks_once_a_period_and_the_silent_ones_do_not() -> None:
    house = HouseOnBroker(house_of_thermometers(speaking=4, silent=8))
    house.run_for(60_000)
    assert len(messages_in(house.run_for(60_000))) == 4 * 60 // PERIOD_S


def test_an_update_is_what_zigbee2mqtt_would_say() -> None:
    house = HouseOnBroker(house_of_thermometers(speaking=1))
    received = b"".join(house.run_for(60_000))
    _, body = list(PacketStream(100_000).feed(received))[-1]
    topic, _, payload = body[2:].partition(b"{")
    assert topic == b"lab/bench/zigbee2mqtt/thermometer_0"
    assert set(json.loads(b"{" + payload)) == set(THERMOMETER.properties)


def test_nobody_need_listen() -> None:
    assert HouseOnBroker(house_of_thermometers(2), has_subscriber=False).run_for(60_000) == []
