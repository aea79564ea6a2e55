"""Ideal heating and cooling: the power that brings the air of a room to its setpoint at the end of a step."""

from __future__ import annotations

from simulator.room import Conditioning, at_hour


class Thermostat:
    """The setpoints of one room as the day goes on."""

    def __init__(self, plan: Conditioning) -> None:
        self._plan = plan
        self._heating_c: float | None = None
        self._cooling_c: float | None = None

    def turn(self, hour: int, step_s: float) -> None:
        """Set it for a step that begins in an hour of the day, 0 to 23."""
        plan = self._plan
        self._cooling_c = None if plan.cooling_c is None else at_hour(plan.cooling_c, hour)
        if plan.heating_c is not None:
            heating_c = at_hour(plan.heating_c, hour)
            if self._heating_c is not None and plan.heating_rises_k_h is not None:
                heating_c = min(heating_c, self._heating_c + plan.heating_rises_k_h * step_s / 3600)
            self._heating_c = heating_c

    def wanted_w(self, air_c: float, kelvin_a_watt: float) -> float:
        """Heat that is wanted where the air would come to `air_c` without it; negative to cool."""
        if self._heating_c is not None and air_c < self._heating_c:
            return _limited((self._heating_c - air_c) / kelvin_a_watt, self._plan.heating_max_w)
        if self._cooling_c is not None and air_c > self._cooling_c:
            return -_limited((air_c - self._cooling_c) / kelvin_a_watt, self._plan.cooling_max_w)
        return 0.0


def _limited(power_w: float, most_w: float | None) -> float:
    return power_w if most_w is None else min(power_w, most_w)
