"""The trait of a gas boiler that heats the rooms."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.surroundings import Load

_PUMP_W = 60.0
_STANDBY_W = 4.0
_LOUD_DB = 42.0


def burner(heat_w: float, efficiency: float) -> Trait:
    """A gas boiler under a thermostat: gives `heat_w` to its water while the `running_state` is `heat`.

    What of the gas's heat does not reach the water (1 − `efficiency`) leaves by the flue. The radiators of
    its room are the load behind it; the rest of the water's heat leaves for radiators elsewhere. Without a
    load all of it warms its room.
    """
    fuel_w = heat_w / efficiency

    def burn(values: Values, load: Load) -> Effect:
        if values["running_state"] != "heat":
            return Effect(heat_w=_STANDBY_W, power_w=_STANDBY_W)
        into_room_w = min(load.heat_w or heat_w, heat_w)
        return Effect(
            heat_w=into_room_w + _PUMP_W,
            power_w=_PUMP_W,
            fuel_w=fuel_w,
            heat_outdoors_w=fuel_w - into_room_w,
            sound_db=_LOUD_DB,
        )

    return Trait(properties=(), act=burn)
