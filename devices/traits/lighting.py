"""Traits of lamps."""

from __future__ import annotations

from dataclasses import replace

from devices.device import Act, Trait, Values
from devices.effect import Effect
from devices.property import AT_ONCE, Composite, Property, Scalar
from devices.reading import number
from devices.surroundings import Load
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS, obey_state, on_off, press
from devices.white_light import mired_of, xy_of_white

FULL = 254
"""Brightness of a lamp at its brightest, on Zigbee's scale from 0."""
_COLOR_XY = Composite(name="color_xy", key="color")


def on_off_light(lumen: float, power_w: float) -> Trait:
    """A lamp of `lumen` that draws `power_w` watts while it is on."""

    def shine(values: Values, load: Load) -> Effect:
        return _light(lumen, power_w) if values["state"] == "ON" else Effect()

    return _lamp((_state(),), shine)


def dimmable_light(lumen: float, power_w: float) -> Trait:
    """A lamp of `lumen` at full brightness that then draws `power_w` watts; it dims in proportion."""

    def shine(values: Values, load: Load) -> Effect:
        share = share_of_light(values)
        return _light(lumen * share, power_w * share)

    return _lamp((_state(), _brightness()), shine)


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


def dimmer(lumen_per_w: float) -> Trait:
    """A dimmer in the wall before lamps of `lumen_per_w`: its load is what they draw when undimmed."""

    def dim(values: Values, load: Load) -> Effect:
        share = share_of_light(values)
        return Effect.of_load(load, share)._replace(light_lm=load.power_w * share * lumen_per_w)

    return _lamp((_state(), _brightness()), dim)


def share_of_light(values: Values) -> float:
    """How much of its light a dimmable lamp gives, 0 to 1."""
    return number(values, "brightness") / FULL if values["state"] == "ON" else 0.0


def obey_light(values: Values, wanted: Values) -> Values:
    """As Zigbee2MQTT: a brightness alone also switches the lamp; brightness 0 is off, and keeps the level."""
    after: dict[str, Scalar] = {name: value for name, value in wanted.items() if name.startswith("color_")}
    if "color_temp" in wanted:
        after["color_temp"] = round(number(wanted, "color_temp"))
    if "brightness" in wanted:
        brightness = number(wanted, "brightness")
        if brightness > 0:
            after["brightness"] = max(1, round(brightness))
        after["state"] = "ON" if brightness > 0 else "OFF"
    if "state" in wanted:
        after.update(obey_state(values, wanted))
    return after


def _lamp(properties: tuple[Property, ...], shine: Act) -> Trait:
    return Trait(
        properties=properties,
        expose="light",
        obey=obey_light,
        act=shine,
        react={"press": press},
        hands={"press": "press"},
    )


def _light(lumen: float, power_w: float) -> Effect:
    """All that a lamp draws ends as heat in its room, the light included."""
    return Effect(heat_w=power_w, light_lm=lumen, power_w=power_w)


def _state() -> Property:
    return on_off(
        Text(en="State", fa="وضعیت"), Text(en="On/off state of this light", fa="روشن یا خاموش بودن چراغ")
    )


def _brightness() -> Property:
    return Property(
        name="brightness",
        kind="numeric",
        title=Text(en="Brightness", fa="شدت نور"),
        description=Text(en="Brightness of this light", fa="شدت نور چراغ، از صفر تا ۲۵۴"),
        access=EVERY_ACCESS,
        minimum=0,
        maximum=FULL,
        step=1,
        initial=FULL,
        reporting=AT_ONCE,
    )


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
