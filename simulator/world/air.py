"""What is in the air of each room: water vapour, CO₂, organic compounds, particles, carbon monoxide, gas.

Each follows V dC/dt = Σ Q (C_other − C) + Q_out (C_out − C) + S, solved exactly over a step for all rooms
together, as the heat is; particles also settle, and filters take them out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from simulator.given import Given
from simulator.house import House
from simulator.world.airflow import NO_FLOWS, Airways, Flows
from simulator.world.openings import Openness, fine_share
from simulator.world.thermal import Transition

PERSON_G_H = 50.0
"""Water that a resting adult gives to the air, grams an hour."""
PERSON_CO2_L_H = 18.7
"""Carbon dioxide of a resting adult, 0.0052 l/s, in litres an hour at sea level."""
GAS_EXPLODES_AT_PERCENT = 4.4
"""Lower explosive limit of natural gas, percent of volume."""
_HPA_PER_G_M3 = 1.353
"""Vapour pressure of one gram of water in a cubic metre of air at 20 °C (ideal gas)."""
_PPB_PER_MG_M3 = 435.0
"""Isobutylene at 25 °C."""
_SEA_LEVEL_HPA = 1013.25
_SETTLES_PER_HOUR = 0.2
"""Share of fine particles that settles on surfaces in an hour."""
_EXTINCTION_M2_G = 8.7
"""Light that a gram of smoke takes away (Mulholland and Croarkin 2000)."""


class Air(NamedTuple):
    """What is in a cubic metre of air. Gas in percent of volume."""

    vapour_hpa: float = 8.0
    co2_ppm: float = 420.0
    voc_ppb: float = 100.0
    pm25_ug_m3: float = 8.0
    co_ppm: float = 0.0
    gas_percent: float = 0.0

    @property
    def smoke_percent_m(self) -> float:
        """Light that the particles take away over a metre, in percent (Beer and Lambert)."""
        return 100 * (1 - math.exp(-_EXTINCTION_M2_G * self.pm25_ug_m3 * 1e-6))

    @property
    def gas_percent_lel(self) -> float:
        """Gas in percent of its lower explosive limit."""
        return 100 * self.gas_percent / GAS_EXPLODES_AT_PERCENT


NOTHING = Given()
_PARTICLES = Air._fields.index("pm25_ug_m3")


class RoomsAir:
    """The air of every room of a house, moved on by steps."""

    def __init__(self, house: House, inside: Air) -> None:
        self._rooms = house.room_names
        self._airways = Airways(house)
        self._contents = [[content] * len(self._rooms) for content in inside]
        """For each substance of `Air`, what is in each room."""
        self._settling = tuple(house.rooms[room].volume_m3 * _SETTLES_PER_HOUR for room in self._rooms)
        self._solved: dict[object, _Solved] = {}
        self._air = self._look()

    def room(self, name: str) -> Air:
        """What is in the air of a room."""
        return self._air[name]

    def dry(self, room: str, most_hpa: float) -> None:
        """What is more than the air can hold settles on cold surfaces."""
        air = self._air[room]
        if air.vapour_hpa > most_hpa:
            self._contents[0][self._rooms.index(room)] = most_hpa
            self._air[room] = air._replace(vapour_hpa=most_hpa)

    def step(
        self,
        step_h: float,
        given: Mapping[str, Given],
        outside: Air,
        pressure_hpa: float,
        openness: Openness,
        fresh: Flows = NO_FLOWS,
        cleaned: Flows = NO_FLOWS,
    ) -> None:
        """Move on by `step_h` hours; `fresh` and `cleaned` are what fans and filters move, in m³/h."""
        solved = self._solve(step_h, openness, fresh, cleaned)
        sources = self._sources(given, pressure_hpa)
        for index, (contents, outer) in enumerate(zip(self._contents, outside, strict=True)):
            supply = sources[index]
            if not outer and supply is None and not any(contents):
                continue
            added = [flow * outer for flow in solved.outdoors]
            if supply is not None:
                added = [one + other for one, other in zip(added, supply, strict=True)]
            transition = solved.particles if index == _PARTICLES else solved.gases
            self._contents[index] = transition.step(contents, added, 0.0)
        self._air = self._look()

    def _look(self) -> dict[str, Air]:
        return {
            room: Air(*contents)
            for room, contents in zip(self._rooms, zip(*self._contents, strict=True), strict=True)
        }

    def _sources(self, given: Mapping[str, Given], pressure_hpa: float) -> list[list[float] | None]:
        """What is given to each room of each substance, in its unit times m³/h; None where nothing is."""
        thinner = _SEA_LEVEL_HPA / pressure_hpa
        units = (_HPA_PER_G_M3, 1000 * thinner, _PPB_PER_MG_M3, 1000.0, 1000 * thinner, 0.1 * thinner)
        by_substance = zip(*[given.get(room, NOTHING) for room in self._rooms], strict=True)
        return [
            [amount * unit for amount in amounts] if any(amounts) else None
            for amounts, unit in zip(by_substance, units, strict=True)
        ]

    def _solve(self, step_h: float, openness: Openness, fresh: Flows, cleaned: Flows) -> _Solved:
        shares = {name: fine_share(share) for name, share in sorted(openness.items()) if share > 0}
        key = (step_h, tuple(shares.items()), tuple(sorted(fresh.items())), tuple(sorted(cleaned.items())))
        if key not in self._solved:
            outdoors = self._airways.to_outdoors(shares, fresh)
            lost = tuple(
                out + settled + cleaned.get(room, 0.0)
                for room, out, settled in zip(self._rooms, outdoors, self._settling, strict=True)
            )
            self._solved[key] = _Solved(
                outdoors,
                self._airways.network(outdoors, shares).transition(step_h),
                self._airways.network(lost, shares).transition(step_h),
            )
        return self._solved[key]


class _Solved(NamedTuple):
    """A step for one state of doors, windows, fans and filters."""

    outdoors: tuple[float, ...]
    """What each room exchanges with outdoors, in m³/h."""
    gases: Transition
    particles: Transition
