"""How much work a house makes when nothing holds it back, on one core."""

from __future__ import annotations

import time

from benchmarks.live.house_on_broker import HouseOnBroker
from benchmarks.live.subscriber import messages_in
from benchmarks.live.thermometers import PERIOD_S, house_of_thermometers
from simulator.quantities import MINUTE_MS, SECOND_MS
from simulator.scenario import load_scenario

Figures = dict[str, float]
_PERIOD_MS = PERIOD_S * SECOND_MS


def measure_updates(devices: int, updates: int) -> Figures:
    """From the engine by a convention and the broker's core to one subscriber: about so many updates."""
    house = HouseOnBroker(house_of_thermometers(devices))
    house.run_for(2 * _PERIOD_MS)
    began_s = time.process_time()
    received = house.run_for(max(1, updates // devices) * _PERIOD_MS)
    cpu_s = time.process_time() - began_s
    return {"updates_s": len(messages_in(received)) / cpu_s}


def measure_idle(speaking: int, silent: int, minutes: int) -> Figures:
    """What an update costs, in µs of processor time, in a house with so many devices that say nothing."""
    house = HouseOnBroker(house_of_thermometers(speaking, silent))
    house.run_for(MINUTE_MS)
    began_s = time.process_time()
    received = house.run_for(minutes * MINUTE_MS)
    cpu_s = time.process_time() - began_s
    return {"cpu_us": cpu_s / len(messages_in(received)) * 1e6}


def measure_day(scenario: str) -> Figures:
    """Simulated hours a second of a scenario on a broker to which nobody is connected, whole."""
    loaded = load_scenario(scenario)
    house = HouseOnBroker(loaded, has_subscriber=False)
    wall_s, cpu_s = time.perf_counter(), time.process_time()
    house.engine.run_until(loaded.duration_ms)
    wall_s, cpu_s = time.perf_counter() - wall_s, time.process_time() - cpu_s
    hours = loaded.duration_ms / (60 * MINUTE_MS)
    return {
        "devices": len(loaded.house.devices),
        "people": len(loaded.people),
        "hours": hours,
        "wall_s": wall_s,
        "cpu_s": cpu_s,
        "hours_per_s": hours / cpu_s,
    }
