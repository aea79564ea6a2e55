"""The trait of making electricity from the sun."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import has_mains, hours_since, measured, stage

_STANDARD_W_M2 = 1000.0
_STANDARD_CELL_C = 25.0
_CELL_WARMER_K_PER_W_M2 = 0.03
"""How much the sun warms a panel in the wind (about 24 K at 800 W/m², as its NOCT says)."""
_LOSS_PER_K = 0.004
_EFFICIENCY = 0.965
_CLEAN_SHARE = 0.93
"""What dust and cables leave of the panels' power."""
_STARTS_AT_W = 20.0
_NIGHT_H = 3.0


def photovoltaics(peak_w: float, limit_w: float, tilt_gain: float) -> Trait:
    """An inverter with panels of `peak_w` watts, that feeds in up to `limit_w`, and rests without mains.

    `tilt_gain` is the sun on the tilted panels as a share of the sun on level ground: simplified, as it
    does not follow the sun.
    """

    def shine(values: Values, around: Surroundings) -> Values:
        panel_w_m2 = around.outdoors.irradiance_w_m2 * tilt_gain
        cell_c = around.outdoors.temperature_c + _CELL_WARMER_K_PER_W_M2 * panel_w_m2
        derated = 1 - _LOSS_PER_K * (cell_c - _STANDARD_CELL_C)
        panels_w = max(0.0, peak_w * _CLEAN_SHARE * panel_w_m2 / _STANDARD_W_M2 * derated)
        fed_w = min(limit_w, panels_w * _EFFICIENCY)
        if fed_w < _STARTS_AT_W or not has_mains(around):
            fed_w = 0.0
        return _account(values, around, fed_w)

    return Trait(
        properties=_SHOWN,
        memory=_MEMORY,
        sense=shine,
        follows={"outdoors.irradiance_w_m2": 5, "outdoors.temperature_c": 1},
        patience=lambda values: 300.0,
        act=_feed_in,
    )


def _account(values: Values, around: Surroundings, fed_w: float) -> Values:
    hours = hours_since(values, "sun_at_ms", around)
    added_wh = number(values, "fed_w") * hours
    slept_h = 0.0 if number(values, "fed_w") > 0 else number(values, "slept_h") + hours
    wakes_up = fed_w > 0 and slept_h >= _NIGHT_H
    return {
        "pac": fed_w,
        "uac": around.mains_v,
        "day_energy": 0.0 if wakes_up else number(values, "day_energy") + added_wh,
        "total_energy": number(values, "total_energy") + added_wh,
        "status": "running" if fed_w > 0 else "sleeping",
        "fed_w": fed_w,
        "slept_h": slept_h,
        "sun_at_ms": around.now_ms,
    }


def _feed_in(values: Values, load: Load) -> Effect:
    fed_w = number(values, "fed_w")
    panels_w = fed_w / _EFFICIENCY
    return Effect(power_w=-fed_w, sun_w=panels_w, heat_w=panels_w - fed_w)


_MEMORY = {"fed_w": 0.0, "slept_h": 0.0, "sun_at_ms": 0}
_SHOWN = (
    measured(
        "pac",
        Text(en="Power fed in", fa="توان تولیدی"),
        Text(en="AC power that it feeds in", fa="توان متناوبی که به شبکهٔ خانه می‌دهد"),
        "W",
        minimum=0,
        sensing=Sensing(gain=0.005, resolution=1),
        change=10,
    ),
    measured(
        "uac",
        Text(en="AC voltage", fa="ولتاژ شبکه"),
        Text(en="Voltage of the mains that it sees", fa="ولتاژ شبکه در محل اینورتر"),
        "V",
        initial=230,
        minimum=0,
        sensing=Sensing(noise=0.5, resolution=0.1),
        change=5,
    ),
    measured(
        "day_energy",
        Text(en="Energy today", fa="انرژی امروز"),
        Text(en="Energy since it woke up in the morning", fa="انرژی تولیدشده از بیدار شدن اینورتر در صبح"),
        "Wh",
        minimum=0,
        sensing=Sensing(resolution=1),
        change=100,
    ),
    measured(
        "total_energy",
        Text(en="Energy in total", fa="کل انرژی"),
        Text(en="Energy since it was installed", fa="انرژی تولیدشده از زمان نصب"),
        "Wh",
        minimum=0,
        sensing=Sensing(resolution=1),
        change=100,
    ),
    stage(
        "status",
        Text(en="Status", fa="وضعیت"),
        Text(en="Whether it feeds in", fa="این که اینورتر در حال تولید است یا نه"),
        ("sleeping", "running"),
    ),
)
