"""The properties by which fans are run: on or off, and how fast, as in Zigbee2MQTT's group `fan`."""

from __future__ import annotations

from devices.property import AT_ONCE, Property
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS


def fan_state() -> Property:
    """Whether the fan turns: `fan_state`, ON or OFF."""
    return Property(
        name="fan_state",
        feature="state",
        kind="binary",
        title=Text(en="Fan", fa="فن"),
        description=Text(en="On/off state of this fan", fa="روشن یا خاموش بودن فن"),
        access=EVERY_ACCESS,
        on="ON",
        off="OFF",
        initial="OFF",
        reporting=AT_ONCE,
    )


def fan_mode(modes: tuple[str, ...], initial: str) -> Property:
    """How fast the fan turns, or that it decides for itself: `fan_mode`."""
    return Property(
        name="fan_mode",
        feature="mode",
        kind="enum",
        title=Text(en="Fan mode", fa="سرعت فن"),
        description=Text(en="Mode of this fan", fa="سرعت فن، یا این که خودش سرعت را برگزیند"),
        access=EVERY_ACCESS,
        choices=modes,
        initial=initial,
        reporting=AT_ONCE,
    )
