"""The trait of a diesel engine, as its control unit tells it on the bus (SAE J1939).

Properties carry the names of J1939's parameters in snake case, faults their SPN and FMI (DM1).
"""

from __future__ import annotations

from typing import NamedTuple

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.traits.engine_readings import ENGINE_READINGS
from devices.traits.parts import hours_since, obey_settings, settled

_RATED_RPM = 1800.0
_WH_IN_A_LITRE = 9_970.0
"""Energy of a litre of diesel."""
_INTO_COOLANT = 0.25
_INTO_ROOM = 0.06
_THERMOSTAT_C = 88.0
_COOLS_W_PER_K = 12.0
_COLD_OIL_C = 80.0


class EngineSheet(NamedTuple):
    """A diesel engine that drives a pump: idle and full thirst, its tank, and how fast it warms."""

    idle_l_h: float
    full_l_h: float
    tank_l: float
    capacity_j_per_k: float
    sound_db: float


class Fault(NamedTuple):
    """A trouble code: what (SPN), how (FMI), and which lamp it lights."""

    spn: int
    fmi: int
    lamp: str


NO_FAULT = Fault(0, 0, "off")
OVERHEATED = Fault(110, 0, "red_stop")
HOT = Fault(110, 15, "amber_warning")
NO_FUEL = Fault(96, 1, "red_stop")
LITTLE_FUEL = Fault(96, 17, "amber_warning")


def diesel_engine(sheet: EngineSheet) -> Trait:
    """Runs at the speed that is asked for, warms up and cools down, and stops itself before it breaks."""

    def run(values: Values, around: Surroundings) -> Values:
        hours, rate_l_h = hours_since(values, "engine_at_ms", around), number(values, "engine_fuel_rate")
        coolant_c = _coolant_c(values, sheet, rate_l_h, hours, around.room.temperature_c)
        fuel_l = max(0.0, number(values, "fuel_l") - rate_l_h * hours)
        was_running = number(values, "engine_speed") > 0
        fault = _fault(coolant_c, 100 * fuel_l / sheet.tank_l)
        is_stopped = values["state"] == "ON" and (fault.lamp == "red_stop" or values["has_tripped"] is True)
        speed = (
            number(values, "engine_requested_speed") if values["state"] == "ON" and not is_stopped else 0.0
        )
        return {
            "engine_speed": speed,
            "engine_percent_load": 100 * _load_share(speed),
            "engine_coolant_temperature": coolant_c,
            "engine_oil_pressure": _oil_kpa(speed, coolant_c),
            "fuel_level_1": 100 * fuel_l / sheet.tank_l,
            "engine_fuel_rate": _rate_l_h(speed, sheet),
            "engine_total_hours_of_operation": number(values, "engine_total_hours_of_operation")
            + (hours if was_running else 0.0),
            "spn": fault.spn,
            "fmi": fault.fmi,
            "lamp": fault.lamp,
            "coolant_c": coolant_c,
            "fuel_l": fuel_l,
            "has_tripped": is_stopped,
            "engine_at_ms": around.now_ms,
        }

    def act(values: Values, load: Load) -> Effect:
        burnt_w = number(values, "engine_fuel_rate") * _WH_IN_A_LITRE
        if burnt_w <= 0:
            return Effect()
        heat_w = burnt_w * _INTO_ROOM
        # Its fuel was in its own tank: no pipe supplies it.
        return Effect(
            stored_w=-burnt_w, heat_w=heat_w, heat_outdoors_w=burnt_w - heat_w, sound_db=sheet.sound_db
        )

    return Trait(
        properties=ENGINE_READINGS,
        expose="switch",
        memory={
            "coolant_c": 20.0,
            "fuel_l": sheet.tank_l * 0.8,
            "has_coolant": True,
            "has_tripped": False,
            "engine_at_ms": 0,
        },
        obey=obey_settings,
        sense=run,
        react={
            "refuel": lambda values, around: Change({"fuel_l": sheet.tank_l}),
            "drain_coolant": lambda values, around: Change({"has_coolant": False}),
            "fill_coolant": lambda values, around: Change({"has_coolant": True}),
        },
        hands={"refuel": "refuel", "drain_coolant": "drain_coolant", "fill_coolant": "fill_coolant"},
        act=act,
    )


def _load_share(speed: float) -> float:
    """A centrifugal pump takes power with the cube of its speed."""
    return (speed / _RATED_RPM) ** 3


def _rate_l_h(speed: float, sheet: EngineSheet) -> float:
    return sheet.idle_l_h + (sheet.full_l_h - sheet.idle_l_h) * _load_share(speed) if speed else 0.0


def _coolant_c(values: Values, sheet: EngineSheet, rate_l_h: float, hours: float, room_c: float) -> float:
    """What the radiator takes keeps the coolant at its thermostat's 88 °C, as long as there is coolant."""
    before_c, heating_w = number(values, "coolant_c"), rate_l_h * _WH_IN_A_LITRE * _INTO_COOLANT
    free_c = settled(before_c, ((_COOLS_W_PER_K, room_c),), heating_w, sheet.capacity_j_per_k, hours)
    regulated_c = max(_THERMOSTAT_C, room_c)
    if values["has_coolant"] is not True or not heating_w or free_c <= regulated_c:
        return min(free_c, 140.0)
    return regulated_c


def _oil_kpa(speed: float, coolant_c: float) -> float:
    """The pump's pressure; cold oil is thick."""
    if not speed:
        return 0.0
    return 150 + 250 * speed / _RATED_RPM + 150 * max(0.0, 1 - max(0.0, coolant_c) / _COLD_OIL_C)


def _fault(coolant_c: float, fuel_percent: float) -> Fault:
    for is_so, fault in (
        (coolant_c >= 110, OVERHEATED),
        (fuel_percent <= 0, NO_FUEL),
        (coolant_c >= 102, HOT),
        (fuel_percent < 15, LITTLE_FUEL),
    ):
        if is_so:
            return fault
    return NO_FAULT
