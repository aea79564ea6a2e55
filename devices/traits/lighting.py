"""Traits of lamps."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import AT_ONCE, Property, Scalar
from devices.surroundings import Load
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS, obey_state, on_off, press

FULL = 254
"""Brightness of a lamp at its brightest, on Zigbee's scale from 0."""


def dimmable_light(lumen: float, power_w: float) -> Trait:
    """A lamp of `lumen` at full brightness that then draws `power_w` watts; it dims in proportion."""

    def shine(values: Values, load: Load) -> Effect:
        brightness = values["brightness"]
        if values["state"] != "ON" or not isinstance(brightness, int | float):
            return Effect()
        share = brightness / FULL
        return Effect(heat_w=power_w * share, light_lm=lumen * share, power_w=power_w * share)

    return Trait(
        properties=(
            on_off(
                Text(en="State", fa="وضعیت"),
                Text(en="On/off state of this light", fa="روشن یا خاموش بودن چراغ"),
            ),
            Property(
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
            ),
        ),
        expose="light",
        obey=_obey,
        act=shine,
        react={"press": press},
        hands={"press": "press"},
    )


def _obey(values: Values, wanted: Values) -> Values:
    """As Zigbee2MQTT: a brightness alone also switches the lamp; brightness 0 is off, and keeps the level."""
    after: dict[str, Scalar] = {}
    brightness = wanted.get("brightness")
    if isinstance(brightness, int | float):
        if brightness > 0:
            after["brightness"] = round(brightness)
        after["state"] = "ON" if brightness > 0 else "OFF"
    if "state" in wanted:
        after.update(obey_state(values, wanted))
    return after
