"""The trait of a knob that can be turned and pressed."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Property
from devices.text import Text
from devices.traits.momentary import action, over, tell_action

_STEP = 13
"""How far one notch turns a brightness, on Zigbee's scale to 255."""
_TURNS = {"turn_left": "brightness_step_down", "turn_right": "brightness_step_up"}


def knob() -> Trait:
    """A knob in its mode `command`: each notch is a step of a brightness, a press toggles."""
    pressed = {"press": tell_action("toggle")}
    turned = {hand: tell_action(told, _step) for hand, told in _TURNS.items()}
    return Trait(
        properties=(
            action(("toggle", *_TURNS.values())),
            Property(
                name="action_step_size",
                kind="numeric",
                title=Text(en="Action step size", fa="اندازهٔ گام"),
                description=Text(en="How far the knob was turned", fa="این که ولوم چقدر چرخانده شده است"),
                minimum=0,
                maximum=255,
                initial=0,
            ),
        ),
        memory={"over_at_ms": 0},
        react={**pressed, **turned, **over()},
        hands={hand: hand for hand in ("press", *_TURNS)},
    )


def _step(values: Values) -> Values:
    return {"action_step_size": _STEP}
