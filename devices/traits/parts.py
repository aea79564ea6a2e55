"""Short ways to write down the properties that most traits consist of, and how time passes for them."""

from __future__ import annotations

import math

from devices.device import Change, Values
from devices.property import AT_ONCE, Access, Property, Reporting, Sensing
from devices.reading import instant, number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.switching import obey_state

_TENTHS = Sensing(resolution=0.1)
MILLISECONDS_IN_AN_HOUR = 3_600_000
_COMMANDED = Access.PUBLISHED | Access.SETTABLE | Access.GETTABLE


def measured(
    name: str,
    title: Text,
    description: Text,
    unit: str | None,
    initial: float = 0.0,
    minimum: float | None = None,
    maximum: float | None = None,
    sensing: Sensing = _TENTHS,
    change: float = 0.0,
    min_s: float = 10,
) -> Property:
    """A number that the device finds out; told once it has moved by `change`, and once an hour."""
    return Property(
        name=name,
        kind="numeric",
        title=title,
        description=description,
        unit=unit,
        initial=initial,
        minimum=minimum,
        maximum=maximum,
        sensing=sensing,
        reporting=Reporting(min_s=min_s, max_s=3600, change=change),
    )


def setting(
    name: str,
    title: Text,
    description: Text,
    unit: str | None,
    initial: float,
    minimum: float,
    maximum: float,
    step: float = 1,
) -> Property:
    """A number that one sets."""
    return Property(
        name=name,
        kind="numeric",
        title=title,
        description=description,
        access=_COMMANDED,
        unit=unit,
        initial=initial,
        minimum=minimum,
        maximum=maximum,
        step=step,
        reporting=AT_ONCE,
    )


def sign(name: str, title: Text, description: Text) -> Property:
    """Something that is so or not, told at once."""
    return Property(
        name=name, kind="binary", title=title, description=description, initial=False, reporting=AT_ONCE
    )


def option(name: str, title: Text, description: Text) -> Property:
    """Something that one sets to be so or not."""
    return Property(
        name=name,
        kind="binary",
        title=title,
        description=description,
        access=_COMMANDED,
        initial=False,
        reporting=AT_ONCE,
    )


def stage(name: str, title: Text, description: Text, choices: tuple[str, ...]) -> Property:
    """In which of several states the device is, told at once; the first one is where it begins."""
    return Property(
        name=name,
        kind="enum",
        title=title,
        description=description,
        choices=choices,
        initial=choices[0],
        reporting=AT_ONCE,
    )


def choice(name: str, title: Text, description: Text, choices: tuple[str, ...]) -> Property:
    """One of several words that one sets; the first one is how it comes from the factory."""
    return Property(
        name=name,
        kind="enum",
        title=title,
        description=description,
        access=_COMMANDED,
        choices=choices,
        initial=choices[0],
        reporting=AT_ONCE,
    )


def obey_settings(values: Values, wanted: Values) -> Values:
    """Settings become what is wanted; a `state` among them may also be toggled."""
    return {**wanted, **obey_state(values, wanted)} if "state" in wanted else wanted


def felt(values: Values, shown: str, remembered: str, true: float) -> float:
    """What a device takes a quantity for that is `true` now: its sensor is as wrong as at the last look.

    `shown` is the property that the sensor gave then, `remembered` what was true.
    """
    return true + number(values, shown) - number(values, remembered)


def look_again(values: Values, around: Surroundings) -> Change:
    """A timer of one's own has run out: sensing says what follows from it."""
    return Change({})


def hours_since(values: Values, name: str, around: Surroundings) -> float:
    """The time from a remembered instant until now, in hours."""
    return (around.now_ms - instant(values, name)) / MILLISECONDS_IN_AN_HOUR


def has_mains(around: Surroundings) -> bool:
    """Whether there is electricity enough to work with."""
    return around.mains_v > 100


def settled(
    temperature_c: float,
    flows: tuple[tuple[float, float], ...],
    source_w: float,
    capacity_j_k: float,
    hours: float,
) -> float:
    """The temperature of something after `hours`: exact for flows and a source that stay as they are.

    `flows` are (conductance in W/K, temperature in °C) of what it exchanges heat with; `source_w` heats it.
    """
    conductance = sum([each for each, _ in flows])
    if conductance <= 0:
        return temperature_c + source_w * hours * 3600 / capacity_j_k
    end_c = (source_w + sum([each * towards_c for each, towards_c in flows])) / conductance
    return end_c + (temperature_c - end_c) * math.exp(-hours * 3600 * conductance / capacity_j_k)
