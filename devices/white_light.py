"""White light on the CIE 1931 chromaticity diagram: from colour temperature to x and y, and back."""

from __future__ import annotations


def xy_of_white(mired: float) -> tuple[float, float]:
    """The point of the Planckian locus for a colour temperature of 60 to 599 mired (1667 to 16667 K).

    Source: Kim et al., US patent 7024034, cubic approximation.
    """
    kelvin = min(25_000.0, max(1667.0, 1e6 / mired))
    t = 1000 / kelvin
    if kelvin <= 4000:
        x = -0.2661239 * t**3 - 0.2343589 * t**2 + 0.8776956 * t + 0.179910
    else:
        x = -3.0258469 * t**3 + 2.1070379 * t**2 + 0.2226347 * t + 0.240390
    if kelvin <= 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif kelvin <= 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    return round(x, 4), round(y, 4)


def mired_of(x: float, y: float) -> float:
    """The nearest colour temperature of a colour, in mired (McCamy 1992); of any meaning near white only."""
    below = 0.1858 - y
    if abs(below) < 1e-6:
        return 1e6
    n = (x - 0.3320) / below
    kelvin = 449 * n**3 + 3525 * n**2 + 6823.3 * n + 5520.33
    return 1e6 / max(kelvin, 1.0)
