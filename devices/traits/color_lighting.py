"""Traits of lamps whose white or colour can be chosen."""

from __future__ import annotations

from dataclasses import replace

from devices.device import Trait, Values
from devices.property import AT_ONCE, Composite, Property
from devices.reading import number
from devices.text import Text
from devices.traits.lighting import dimmable_light, obey_light
from devices.traits.switching import EVERY_ACCESS
from devices.white_light import mired_of, xy_of_white

_COLOR_XY = Composite(name="color_xy", key="color")


def white_spectrum_light(lumen: float, power_w: float, coolest: int, warmest: int) -> Trait:
    """A dimmable lamp whose white can be set from `coolest` to `warmest`, in mired."""
    white = dimmable_light(lumen, power_w)
    return replace(white, properties=(*white.properties, _color_temp(coolest, warmest)), obey=obey_light)


def color_light(lumen: float, power_w: float, coolest: int, warmest: int) -> Trait:
    """A dimmable lamp of any white and any colour. What is set in one form also shows in the other."""

    def obey(values: Values, wanted: Values) -> Values:
        after = dict(obey_light(values, wanted))
        if "color_x" in wanted or "color_y" in wanted:
            x, y = (number({**values, **wanted}, name) for name in ("color_x", "color_y"))
            after["color_temp"] = round(min(warmest, max(coolest, mired_of(x, y))))
        elif "color_temp" in wanted:
            after["color_x"], after["color_y"] = xy_of_white(number(after, "color_temp"))
        return after

    white = white_spectrum_light(lumen, power_w, coolest, warmest)
    x, y = xy_of_white(warmest)
    chromaticity = (_coordinate("x", x), _coordinate("y", y))
    return replace(white, properties=(*white.properties, *chromaticity), obey=obey)


def _color_temp(coolest: int, warmest: int) -> Property:
    return Property(
        name="color_temp",
        kind="numeric",
        title=Text(en="Color temperature", fa="دمای رنگ"),
        description=Text(
            en="Color temperature of this light; the higher, the warmer",
            fa="دمای رنگ نور؛ هر چه بیشتر، نور گرم‌تر (زردتر)",
        ),
        access=EVERY_ACCESS,
        unit="mired",
        minimum=coolest,
        maximum=warmest,
        step=1,
        initial=warmest,
        reporting=AT_ONCE,
    )


def _coordinate(axis: str, initial: float) -> Property:
    return Property(
        name=f"color_{axis}",
        feature=axis,
        composite=_COLOR_XY,
        kind="numeric",
        title=Text(en=f"Color {axis}", fa=f"مختصهٔ {axis} رنگ"),
        description=Text(
            en=f"Coordinate {axis} of this light's color (CIE 1931)",
            fa=f"مختصهٔ {axis} رنگ نور در نمودار CIE 1931",
        ),
        access=EVERY_ACCESS,
        minimum=0,
        maximum=1,
        initial=initial,
        reporting=AT_ONCE,
    )
