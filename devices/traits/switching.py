"""Traits of being on or off."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.property import AT_ONCE, Access, Property
from devices.surroundings import Surroundings
from devices.text import Text

EVERY_ACCESS = Access.PUBLISHED | Access.SETTABLE | Access.GETTABLE


def on_off(title: Text, description: Text) -> Property:
    """The property `state`, ON or OFF, as Zigbee2MQTT names it for lights and switches."""
    return Property(
        name="state",
        kind="binary",
        title=title,
        description=description,
        access=EVERY_ACCESS,
        on="ON",
        off="OFF",
        toggle="TOGGLE",
        initial="OFF",
        reporting=AT_ONCE,
    )


def switch() -> Trait:
    """A relay that connects what is plugged in; a button on the case toggles it."""
    return Trait(
        properties=(
            on_off(
                Text(en="State", fa="وضعیت"),
                Text(en="On/off state of the switch", fa="روشن یا خاموش بودن کلید"),
            ),
        ),
        expose="switch",
        obey=obey_state,
        react={"press": press},
        hands={"press": "press"},
    )


def obey_state(values: Values, wanted: Values) -> Values:
    """ON, OFF, or TOGGLE into the opposite of what is."""
    if wanted["state"] == "TOGGLE":
        return {"state": _opposite(values)}
    return {"state": wanted["state"]}


def obey_toggles(values: Values, wanted: Values) -> Values:
    """As `obey_state`, for switches of any name."""
    return {
        name: ("OFF" if values[name] == "ON" else "ON") if value == "TOGGLE" else value
        for name, value in wanted.items()
    }


def press(values: Values, around: Surroundings) -> Change:
    """A finger on the button."""
    return Change({"state": _opposite(values)})


def _opposite(values: Values) -> str:
    return "OFF" if values["state"] == "ON" else "ON"
