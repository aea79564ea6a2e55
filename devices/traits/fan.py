"""The trait of a ceiling fan behind a wall switch with speeds."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import AT_ONCE, Property
from devices.reading import number
from devices.surroundings import Load
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS

_QUIETEST_DB, _LOUDEST_DB = 28.0, 46.0


def fan_speed(steps: int, power_w: float) -> Trait:
    """A fan that draws `power_w` at its highest of `steps` speeds; goes with a `switch`.

    It moves air and cools nobody but those who sweat: what it draws warms the room.
    """

    def turn(values: Values, load: Load) -> Effect:
        if values["state"] != "ON":
            return Effect()
        share = number(values, "fan_speed") / steps
        drawn_w = power_w * share**1.5
        sound_db = _QUIETEST_DB + (_LOUDEST_DB - _QUIETEST_DB) * share
        return Effect(heat_w=drawn_w, power_w=drawn_w, sound_db=sound_db)

    return Trait(
        properties=(
            Property(
                name="fan_speed",
                kind="numeric",
                title=Text(en="Fan speed", fa="سرعت پنکه"),
                description=Text(en="Speed of the fan", fa="سرعت پنکه، از کم تا زیاد"),
                access=EVERY_ACCESS,
                minimum=1,
                maximum=steps,
                step=1,
                initial=2,
                reporting=AT_ONCE,
            ),
        ),
        obey=_turn_to,
        act=turn,
    )


def _turn_to(values: Values, wanted: Values) -> Values:
    """A dial with steps: what lies between them is rounded."""
    return {"fan_speed": round(number(wanted, "fan_speed"))}
