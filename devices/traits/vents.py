"""The trait of a motor that opens a window or the vent of a greenhouse."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.property import AT_ONCE, Property
from devices.reading import number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.parts import has_mains, hours_since, look_again, setting
from devices.traits.switching import EVERY_ACCESS

_TARGETS = {"OPEN": 100.0, "CLOSE": 0.0, "STOP": None}


def window_motor(travel_s: float) -> Trait:
    """Opens as far as `position` in percent says; from closed to open takes it `travel_s` seconds."""

    def move(values: Values, around: Surroundings) -> Values:
        reach = 100 * 3600 * hours_since(values, "vent_at_ms", around) / travel_s
        position, target = number(values, "vent_position"), values["vent_target"]
        if target is not None and values["vent_powered"] is True:
            wanted = number(values, "vent_target")
            position = min(wanted, position + reach) if wanted > position else max(wanted, position - reach)
            target = None if position == wanted else target
        return {
            "position": position,
            "state": "OPEN" if position > 0 else "CLOSE",
            "vent_position": position,
            "vent_target": target,
            "vent_powered": has_mains(around),
            "vent_at_ms": around.now_ms,
        }

    def obey(values: Values, wanted: Values) -> Change:
        target = wanted["position"] if "position" in wanted else _TARGETS[str(wanted["state"])]
        return Change({"vent_target": target}, wake_after_ms=round(travel_s * 1000), wake_with="vent_arrived")

    return Trait(
        properties=(
            Property(
                name="state",
                kind="enum",
                title=Text(en="State", fa="وضعیت"),
                description=Text(
                    en="Open, closed; STOP stays where it is", fa="باز یا بسته بودن؛ STOP یعنی توقف"
                ),
                access=EVERY_ACCESS,
                choices=tuple(_TARGETS),
                initial="CLOSE",
                reporting=AT_ONCE,
            ),
            setting(
                "position",
                Text(en="Position", fa="اندازهٔ باز بودن"),
                Text(en="How far it stands open", fa="درصد باز بودن پنجره"),
                "%",
                initial=0,
                minimum=0,
                maximum=100,
            ),
        ),
        expose="cover",
        memory={"vent_position": 0.0, "vent_target": None, "vent_powered": True, "vent_at_ms": 0},
        obey=obey,
        sense=move,
        react={"vent_arrived": look_again},
        drive=lambda values: {"open": number(values, "vent_position") / 100},
    )
