"""Houses of any size: thermometers that speak at a steady rate, and sensors that say nothing."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from devices.device import Device, PowerSource
from devices.property import Reporting, Sensing
from devices.registry import find
from devices.text import Text
from devices.traits.air import temperature
from devices.traits.radio import link_quality
from simulator.house import House, Installation, Installed
from simulator.room import Room
from simulator.scenario import Scenario

BASE = "lab/bench"
PERIOD_S = 10
"""How often each thermometer speaks."""
_SILENT_MODEL = "SJCGQ11LM"  # a leak sensor on a dry floor, which says once an hour that it is there
_TITLE = Text(en="House of thermometers", fa="خانهٔ دماسنج‌ها")
_ROOMS = ("hall", "kitchen", "bedroom", "study")

THERMOMETER = Device(
    model="BENCH-THERMOMETER",
    vendor="Khaneh",
    name=Text(en="Thermometer", fa="دماسنج"),
    description=Text(en=f"Speaks every {PERIOD_S} seconds", fa=f"هر {PERIOD_S} ثانیه گزارش می‌دهد"),
    power_source=PowerSource.MAINS,
    traits=(
        temperature(
            Sensing(noise=0.03, bias=0.1, resolution=0.01), Reporting(min_s=PERIOD_S, max_s=PERIOD_S)
        ),
        link_quality(),
    ),
    sample_s=PERIOD_S,
)


class BenchHouse(House):
    """A house whose thermometers are of a model that is in no catalogue."""

    @cached_property
    def installed(self) -> dict[str, Installed]:
        """Every device by name, sorted."""
        own = {THERMOMETER.model: THERMOMETER}
        return {
            name: Installed(name, own.get(plan.model) or find(plan.model), plan)
            for name, plan in sorted(self.devices.items())
        }


def house_of_thermometers(speaking: int, silent: int = 0) -> Scenario:
    """So many devices in four rooms on a winter's day, all of them behind one Zigbee bridge."""
    plans = {f"thermometer_{number}": _plan(THERMOMETER.model, number) for number in range(speaking)}
    plans |= {f"leak_sensor_{number}": _plan(_SILENT_MODEL, number) for number in range(silent)}
    rooms = {name: Room(title=_TITLE, area_m2=20, outer_wall_m2=20) for name in _ROOMS}
    return Scenario(
        title=_TITLE,
        house=BenchHouse(title=_TITLE, rooms=rooms, devices=plans),
        start=datetime.fromisoformat("2027-01-14T08:00"),
        conventions=("zigbee2mqtt",),
    )


def _plan(model: str, number: int) -> Installation:
    return Installation(model=model, room=_ROOMS[number % len(_ROOMS)])
