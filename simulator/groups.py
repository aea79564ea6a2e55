"""Groups of devices that are told together: `groups: {living_lights: [ceiling_lamp, desk_lamp]}`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from devices.text import Text
from simulator.mistakes import unknown
from simulator.plan import Name

Group = Annotated[tuple[Name, ...], Field(min_length=1)]
"""The names of the group's devices."""

_TAKEN = Text(
    en="a device is named {name} already; choose another name",
    fa="نام {name} از آنِ یک دستگاه است؛ نام دیگری برگزینید",
)
_TWICE = Text(en="{name} is named twice", fa="{name} دو بار آمده است")


def wrong_in_groups(
    groups: Mapping[str, Group], devices: Collection[str]
) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Where groups speak of devices that are not there: location and what is wrong."""
    for name, members in groups.items():
        if name in devices:
            yield ("groups", name), _TAKEN.format(name=name)
        for index, member in enumerate(members):
            if member not in devices:
                yield ("groups", name), unknown(member, sorted(devices))
            elif member in members[:index]:
                yield ("groups", name), _TWICE.format(name=member)
