"""How comfortable people find the air around them."""

from __future__ import annotations

import math

W_M2_PER_MET = 58.15
"""Metabolic rate of one met, for each square metre of skin."""
_M2K_W_PER_CLO = 0.155
_RESTED_W_M2 = 58.15
_SETTLED_K = 0.000_15
_MOST_STEPS = 150


def predicted_mean_vote(
    air_c: float, radiant_c: float, wind_m_s: float, humidity_percent: float, met: float, clo: float
) -> float:
    """Fanger's predicted mean vote, from −3 (cold) over 0 (neutral) to +3 (hot): ISO 7730:2005, 4.1.

    Air and mean radiant temperature in °C, air speed relative to the body in m/s, relative humidity in
    percent, activity in met, clothing in clo; no outer work.
    """
    metabolism = met * W_M2_PER_MET
    insulation = clo * _M2K_W_PER_CLO
    vapour_pa = humidity_percent * 10 * math.exp(16.6536 - 4030.183 / (air_c + 235))
    covered = _clothed_share(insulation)
    skin_c = 35.7 - 0.028 * metabolism
    surface_c = _surface_c(air_c, radiant_c, wind_m_s, skin_c, insulation)
    losses = (
        3.05e-3 * (5733 - 6.99 * metabolism - vapour_pa),  # diffusion through the skin
        0.42 * max(0.0, metabolism - _RESTED_W_M2),  # sweat
        1.7e-5 * metabolism * (5867 - vapour_pa),  # breath, latent
        0.0014 * metabolism * (34 - air_c),  # breath, dry
        3.96e-8 * covered * ((surface_c + 273) ** 4 - (radiant_c + 273) ** 4),
        covered * _convection(surface_c, air_c, wind_m_s) * (surface_c - air_c),
    )
    sensitivity = 0.303 * math.exp(-0.036 * metabolism) + 0.028
    return sensitivity * (metabolism - sum(losses))


def dissatisfied_percent(vote: float) -> float:
    """PPD: how many of a hundred are dissatisfied where the mean vote is this (ISO 7730:2005, 5)."""
    return 100 - 95 * math.exp(-0.033_53 * vote**4 - 0.2179 * vote**2)


def clothing_clo(outdoor_c: float) -> float:
    """What people put on in the morning when it is so cold or warm outside, in clo.

    ASHRAE 55-2017, 5.2.2.2, after Schiavon and Lee (2013): from 1.0 in frost to 0.46 in summer.
    """
    if outdoor_c < -5:
        return 1.0
    if outdoor_c < 5:
        return 0.818 - 0.0364 * outdoor_c
    if outdoor_c < 26:
        return float(10 ** (-0.1635 - 0.0066 * outdoor_c))
    return 0.46


def _clothed_share(insulation: float) -> float:
    """The clothed surface of the body, as a multiple of the bare one."""
    return 1 + 1.29 * insulation if insulation <= 0.078 else 1.05 + 0.645 * insulation


def _convection(surface_c: float, air_c: float, wind_m_s: float) -> float:
    """Heat that the air takes away, in W/m²K: by rising on its own or by wind, whichever is more."""
    return max(2.38 * math.sqrt(math.sqrt(abs(surface_c - air_c))), 12.1 * math.sqrt(wind_m_s))


def _surface_c(air_c: float, radiant_c: float, wind_m_s: float, skin_c: float, insulation: float) -> float:
    """The temperature of the clothing, at which as much arrives from the skin as leaves."""
    covered = _clothed_share(insulation)
    surface_c = skin_c
    for _ in range(_MOST_STEPS):
        radiated = 3.96e-8 * covered * ((surface_c + 273) ** 4 - (radiant_c + 273) ** 4)
        convected = covered * _convection(surface_c, air_c, wind_m_s) * (surface_c - air_c)
        balanced_c = skin_c - insulation * (radiated + convected)
        # Half the way each time: the whole way overshoots in thick clothing.
        step_k = (balanced_c - surface_c) / 2
        surface_c += step_k
        if abs(step_k) < _SETTLED_K:
            break
    return surface_c
