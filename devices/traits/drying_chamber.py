"""How a load dries in a chamber with a heater and a fan: thin-layer drying (Lewis), dX/dt = −k (X − Xₑ)."""

from __future__ import annotations

import math
from typing import NamedTuple

from devices.effect import Effect
from devices.moist_air import saturation_hpa
from devices.surroundings import Indoors
from devices.traits.parts import settled

_STEP_H = 1 / 60
_CONTROL_W_PER_K = 60.0
_EQUILIBRIUM = 0.06
"""Water that stays in the load at last, per gram of what is dry (Xₑ)."""
_RATE_AT_50_PER_H = 1.8
"""How fast stigmas of saffron dry at 50 °C in moving air (k)."""
_FASTER_PER_K = 0.045
_STILL_AIR = 0.4
_VENTS_M3_H = 15.0
"""Fresh air that the fan draws through the chamber at full speed."""
_G_K_PER_M3_HPA = 216.7
"""Water in the air, in g/m³, is this times the pressure of its vapour over the temperature in kelvin."""


class ChamberSheet(NamedTuple):
    """A drying chamber and what fits onto its trays."""

    heater_w: float
    fan_w: float
    loss_w_per_k: float
    capacity_j_per_k: float
    load_g: float
    """Fresh weight of a load."""
    fresh_moisture: float
    """Share of water in it."""


class Controls(NamedTuple):
    """How a chamber is set."""

    is_on: bool
    set_c: float
    fan_share: float


class Flows(NamedTuple):
    """What goes on in a chamber at an instant."""

    heater_w: float
    fan_w: float
    drying_g_h: float

    @property
    def warming_w(self) -> float:
        """What is left for the air of the chamber after the water has taken its heat."""
        return self.heater_w + self.fan_w - Effect(moisture_g_h=self.drying_g_h).vapour_w


class Chamber(NamedTuple):
    """A chamber's air in °C, and the water and the dry matter on its trays in grams."""

    air_c: float
    water_g: float
    dry_g: float

    @property
    def weight_g(self) -> float:
        """Weight of the load."""
        return self.water_g + self.dry_g

    @property
    def moisture_percent(self) -> float:
        """Share of water in the load."""
        return 100 * self.water_g / self.weight_g if self.weight_g else 0.0

    def flows(self, sheet: ChamberSheet, controls: Controls, room_c: float) -> Flows:
        """How fast the load dries in this air, and what the controller gives the heater."""
        fan_share = controls.fan_share if controls.is_on else 0.0
        wind = _STILL_AIR + (1 - _STILL_AIR) * fan_share
        rate_per_h = _RATE_AT_50_PER_H * math.exp(_FASTER_PER_K * (self.air_c - 50)) * wind
        drying_g_h = max(0.0, self.water_g - _EQUILIBRIUM * self.dry_g) * rate_per_h
        needed_w = sheet.loss_w_per_k * (controls.set_c - room_c) + Effect(moisture_g_h=drying_g_h).vapour_w
        wanted_w = needed_w + _CONTROL_W_PER_K * (controls.set_c - self.air_c)
        heater_w = min(sheet.heater_w, max(0.0, wanted_w)) if controls.is_on else 0.0
        return Flows(heater_w, sheet.fan_w * fan_share, drying_g_h)

    def after(self, hours: float, sheet: ChamberSheet, controls: Controls, room_c: float) -> Chamber:
        """The chamber a while later, in steps of at most a minute."""
        chamber = self
        while hours > 1e-9:
            step_h = min(hours, _STEP_H)
            flows = chamber.flows(sheet, controls, room_c)
            loss = ((sheet.loss_w_per_k, room_c),)
            air_c = settled(chamber.air_c, loss, flows.warming_w, sheet.capacity_j_per_k, step_h)
            water_g = max(0.0, chamber.water_g - flows.drying_g_h * step_h)
            chamber = Chamber(air_c, water_g, chamber.dry_g)
            hours -= _STEP_H
        return chamber

    def humidity_percent(self, drying_g_h: float, fan_share: float, room: Indoors) -> float:
        """Of the air in it: that of the room, warmed, with what the load gives to it."""
        room_hpa = saturation_hpa(room.temperature_c) * room.humidity_percent / 100
        fresh_m3_h = _VENTS_M3_H * (0.2 + 0.8 * fan_share)
        given_hpa = drying_g_h / fresh_m3_h * (self.air_c + 273.15) / _G_K_PER_M3_HPA
        return min(100.0, 100 * (room_hpa + given_hpa) / saturation_hpa(self.air_c))
