"""The trait of feeling knocks, tilts and falls."""

from __future__ import annotations

from devices.device import Change, React, Trait, Values
from devices.property import AT_ONCE, Property
from devices.reading import number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.momentary import action, over, tell_action
from devices.traits.switching import EVERY_ACCESS

_KNOCK = {"low": 0, "medium": 40, "high": 80}
"""Strength in which a knock is told, by sensitivity; 0 is not noticed."""
_TILT_DEGREES = 30


def vibration() -> Trait:
    """Tells as an `action` that it was shaken, tilted or dropped, how strongly, and how it lies since."""
    return Trait(
        properties=(
            action(("vibration", "tilt", "drop")),
            _strength(),
            _sensitivity(),
            *(_angle(axis) for axis in "xyz"),
        ),
        memory={"over_at_ms": 0},
        react={
            "knock": _feel_knock,
            "tilt": tell_action("tilt", _tilted),
            "drop": tell_action("drop", _dropped),
            **over(),
        },
        hands={"knock": "knock", "tilt": "tilt", "drop": "drop"},
    )


def _feel_knock(values: Values, around: Surroundings) -> Change | None:
    strength = _KNOCK[str(values["sensitivity"])]
    tell: React = tell_action("vibration", lambda _: {"strength": strength})
    return tell(values, around) if strength else None


def _tilted(values: Values) -> Values:
    """It leans further over, and stands upright again after that."""
    angle = number(values, "angle_x") + _TILT_DEGREES
    return {"angle_x": angle if angle <= 90 else 0}


def _dropped(values: Values) -> Values:
    return {"strength": 255, "angle_x": 0, "angle_y": 0, "angle_z": 90}


def _strength() -> Property:
    return Property(
        name="strength",
        kind="numeric",
        title=Text(en="Strength", fa="شدت لرزش"),
        description=Text(en="Strength of the last vibration", fa="شدت آخرین لرزش"),
        minimum=0,
        maximum=65_535,
        initial=0,
    )


def _sensitivity() -> Property:
    return Property(
        name="sensitivity",
        kind="enum",
        title=Text(en="Sensitivity", fa="حساسیت"),
        description=Text(
            en="How gentle a knock it notices", fa="حساسیت به ضربه؛ در حالت کم ضربهٔ سبک حس نمی‌شود"
        ),
        access=EVERY_ACCESS,
        choices=tuple(_KNOCK),
        initial="high",
        reporting=AT_ONCE,
    )


def _angle(axis: str) -> Property:
    return Property(
        name=f"angle_{axis}",
        kind="numeric",
        title=Text(en=f"Angle {axis}", fa=f"زاویهٔ {axis}"),
        description=Text(en=f"Inclination along {axis}", fa=f"زاویهٔ خمیدگی در راستای {axis}"),
        unit="°",
        minimum=-90,
        maximum=90,
        initial=90 if axis == "z" else 0,
    )
