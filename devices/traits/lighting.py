"""Traits of lamps."""

from __future__ import annotations

from devices.device import Act, Trait, Values
from devices.effect import Effect
from devices.property import AT_ONCE, Property, Scalar
from devices.reading import number
from devices.surroundings import Load
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS, obey_state, on_off, press

FULL = 254
"""Brightness of a lamp at its brightest, on Zigbee's scale from 0."""


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
