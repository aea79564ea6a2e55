"""The machine of a split air conditioner: how much heat it moves, and what that takes."""

from __future__ import annotations

from dataclasses import dataclass

from devices.effect import Effect

DRY_ENOUGH_PERCENT = 40.0
"""Humidity of a room below which nothing condenses on the cold coil."""
_MOST_LATENT_SHARE = 0.35
_RATED_COOLING_C, _RATED_HEATING_C = 35.0, 7.0
_FALL_PER_K = 0.02
"""How much of its performance is lost for each kelvin that the heat must climb higher."""


@dataclass(frozen=True, slots=True)
class HeatPump:
    """Capacities in watts; coefficients of performance as rated (35 °C outside cooling, 7 °C heating)."""

    cooling_w: float
    heating_w: float
    cooling_performance: float
    heating_performance: float

    def cool(self, share: float, outdoors_c: float, humidity_percent: float) -> Effect:
        """At a `share` of its power: heat and moisture taken from a room and given off outside."""
        taken_w = self.cooling_w * share
        excess = (humidity_percent - DRY_ENOUGH_PERCENT) / 100
        latent_w = taken_w * max(0.0, min(_MOST_LATENT_SHARE, excess))
        power_w = taken_w / _performance(self.cooling_performance, outdoors_c - _RATED_COOLING_C)
        return Effect(
            heat_w=latent_w - taken_w,
            power_w=power_w,
            heat_outdoors_w=taken_w + power_w,
            moisture_g_h=-latent_w / Effect(moisture_g_h=1.0).vapour_w,
        )

    def heat(self, share: float, outdoors_c: float) -> Effect:
        """At a `share` of its power: heat taken from outside and given to a room."""
        given_w = self.heating_w * share
        power_w = given_w / _performance(self.heating_performance, _RATED_HEATING_C - outdoors_c)
        return Effect(heat_w=given_w, power_w=power_w, heat_outdoors_w=power_w - given_w)


def _performance(rated: float, harder_k: float) -> float:
    return max(1.5, min(1.6 * rated, rated * (1 - _FALL_PER_K * harder_k)))
