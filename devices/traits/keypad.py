"""The trait of an alarm's keypad."""

from __future__ import annotations

from collections.abc import Callable

from devices.device import Trait, Values
from devices.property import Property
from devices.reading import number
from devices.text import Text
from devices.traits.momentary import action, over, tell_action

_RIGHT_CODE, _WRONG_CODE = "1234", "9999"
_ACTIONS = {
    "disarm": "disarm",
    "arm_day": "arm_day_zones",
    "arm_night": "arm_night_zones",
    "arm_all": "arm_all_zones",
}


def keypad() -> Trait:
    """Tells which key was pressed, with the code that was typed before it; whether it is right, others judge.

    A hand types the code 1234, and 9999 where it does not know it.
    """
    react = {hand: tell_action(told, _typed(_RIGHT_CODE)) for hand, told in _ACTIONS.items()}
    react["disarm_with_wrong_code"] = tell_action("disarm", _typed(_WRONG_CODE))
    react["emergency"] = tell_action("emergency", _typed(""))
    return Trait(
        properties=(
            Property(
                name="action_code",
                kind="text",
                title=Text(en="Action code", fa="رمز واردشده"),
                description=Text(en="Pin code introduced", fa="رمزی که روی صفحه‌کلید وارد شده است"),
                initial="",
            ),
            Property(
                name="action_transaction",
                kind="numeric",
                title=Text(en="Action transaction", fa="شمارهٔ تراکنش"),
                description=Text(en="Last action transaction number", fa="شمارهٔ آخرین درخواست صفحه‌کلید"),
                minimum=0,
                maximum=255,
                initial=0,
            ),
            action((*_ACTIONS.values(), "emergency")),
        ),
        memory={"over_at_ms": 0},
        react={**react, **over()},
        hands={hand: hand for hand in react},
    )


def _typed(code: str) -> Callable[[Values], Values]:
    def type_code(values: Values) -> Values:
        return {"action_code": code, "action_transaction": (number(values, "action_transaction") + 1) % 256}

    return type_code
