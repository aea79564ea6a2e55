"""The colour of a lamp: CIE 1931 x and y, hue and saturation, and the other ways in which programs write it.

Conversions go by way of sRGB (IEC 61966-2-1, white point D65) at full brightness.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from typing import Any

from devices.white_light import xy_of_white

_SAME = 0.001
_XY, _HUE_SATURATION = ("x", "y"), ("hue", "saturation")


def both_forms(color: Mapping[str, Any]) -> dict[str, Any]:
    """A colour as Zigbee2MQTT shows it, whichever of the two forms the lamp itself knows."""
    x, y = _numbers(color, _XY)
    hue, saturation = _numbers(color, _HUE_SATURATION)
    if hue is None and x is not None and y is not None:
        hue, saturation = hue_saturation_of(x, y)
    elif x is None and hue is not None and saturation is not None:
        x, y = xy_of(hue, saturation)
    return {"x": x, "y": y, "hue": hue, "saturation": saturation, **color}


def read_color(asked: Any) -> dict[str, Any] | None:
    """The colour that is asked for, in both forms; None for what is no colour.

    Understands `{x, y}`, `{hue, saturation}`, `{h, s}`, `{r, g, b}`, `{hex}` and "#rrggbb".
    """
    if isinstance(asked, str):
        asked = {"hex": asked}
    if not isinstance(asked, Mapping):
        return None
    x, y = _numbers(asked, _XY)
    if x is not None and y is not None:
        return both_forms({"x": x, "y": y}) if 0 <= x <= 1 and 0 <= y <= 1 else None
    hue, saturation = _numbers(asked, _HUE_SATURATION if "hue" in asked else ("h", "s"))
    if hue is None or saturation is None:
        hue, saturation = _of_rgb(_hex(asked["hex"]) if "hex" in asked else _numbers(asked, ("r", "g", "b")))
    if hue is None or saturation is None or not (0 <= hue <= 360 and 0 <= saturation <= 100):
        return None
    return both_forms({"hue": hue, "saturation": saturation})


def is_colored(color: Mapping[str, Any] | None, color_temp: Any) -> bool:
    """Whether a lamp shows something else than the white of its colour temperature, in mired."""
    x, y = _numbers(color or {}, _XY)
    mired = _number(color_temp)
    if x is None or y is None or not mired:
        return False
    white_x, white_y = xy_of_white(mired)
    return abs(x - white_x) > _SAME or abs(y - white_y) > _SAME


def xy_of(hue: float, saturation: float) -> tuple[float, float]:
    """CIE x and y of a hue in degrees and a saturation in percent."""
    red, green, blue = (_linear(part) for part in colorsys.hsv_to_rgb(hue / 360 % 1, saturation / 100, 1))
    big_x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    big_y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    big_z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    total = big_x + big_y + big_z
    return round(big_x / total, 4), round(big_y / total, 4)


def hue_saturation_of(x: float, y: float) -> tuple[int, int]:
    """Hue in degrees and saturation in percent of CIE x and y, as near as a screen can come to it."""
    y = max(y, 0.0001)
    big_x, big_z = x / y, (1 - x - y) / y
    linear = (
        3.2406 * big_x - 1.5372 - 0.4986 * big_z,
        -0.9689 * big_x + 1.8758 + 0.0415 * big_z,
        0.0557 * big_x - 0.2040 + 1.0570 * big_z,
    )
    brightest = max(*linear, 0.0001)
    red, green, blue = (_encoded(max(part, 0.0) / brightest) for part in linear)
    hue, saturation, _ = colorsys.rgb_to_hsv(red, green, blue)
    return round(hue * 360) % 360, round(saturation * 100)


def _of_rgb(parts: list[float | None]) -> tuple[float | None, float | None]:
    known = [part for part in parts if part is not None and 0 <= part <= 255]
    if len(known) != 3:
        return None, None
    hue, saturation, _ = colorsys.rgb_to_hsv(*(part / 255 for part in known))
    return round(hue * 360) % 360, round(saturation * 100)


def _hex(text: Any) -> list[float | None]:
    digits = str(text).removeprefix("#")
    if len(digits) != 6 or not all(each in "0123456789abcdefABCDEF" for each in digits):
        return []
    return [int(digits[start : start + 2], 16) for start in (0, 2, 4)]


def _numbers(color: Mapping[str, Any], names: tuple[str, ...]) -> list[float | None]:
    return [_number(color.get(name)) for name in names]


def _number(value: Any) -> float | None:
    """Finite numbers only, so that no payload can break the arithmetic."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if -1e6 < value < 1e6 else None


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)
