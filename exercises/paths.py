"""Whether a rule speaks of something that the scenario's house has."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from devices.property import Property
from devices.text import Text
from exercises.rulebook.amount import Amount
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.scalars import NUMBERS, Scalar, is_same, scalar_words
from simulator.mistakes import unknown
from simulator.scenario import Scenario


def wrong_path(path: str, scenario: Scenario, signals: Collection[str] = ()) -> Text | None:
    """What is wrong with a path, if anything; `signals` are the names of the exercise's own."""
    first, _, rest = path.partition(".")
    if first == "signal":
        return None if rest in signals else unknown(rest, sorted(signals))
    if first in ("house", "outdoor", "mqtt", "peer", "probe", "answer"):
        return None
    if first in ("room", "people"):
        name = rest.partition(".")[0]
        known = scenario.house.room_names if first == "room" else sorted(scenario.people)
        return None if name in known else unknown(name, known)
    devices = scenario.house.installed
    if first not in devices:
        return unknown(first, list(devices))
    properties = devices[first].device.properties
    return None if rest in (*properties, *_OF_EVERY_DEVICE) else unknown(rest, list(properties))


def wrong_comparison(condition: Comparing, scenario: Scenario, signals: Collection[str] = ()) -> Text | None:
    """What is wrong with a condition on one signal, if anything: its path, or a value that is never there."""
    if wrong := wrong_path(condition.path, scenario, signals):
        return wrong
    device, _, name = condition.path.partition(".")
    if device not in scenario.house.installed or name in _OF_EVERY_DEVICE:
        return None
    known = scenario.house.installed[device].device.properties[name]
    operands = [
        each.fixed if isinstance(each, Amount) else each
        for each in condition.comparison.operands
        if not (isinstance(each, Amount) and each.parameters)
    ]
    if known.kind == "numeric":
        return _wrong_numbers(operands, known)
    possible = (known.on, known.off) if known.kind == "binary" else known.choices
    if not possible:
        return None
    listed = [str(scalar_words(value).en) for value in possible]
    unlike = [each for each in operands if not any(is_same(each, value) for value in possible)]
    return unknown(scalar_words(unlike[0]).en, listed) if unlike else None


def _wrong_numbers(operands: Sequence[Scalar], known: Property) -> Text | None:
    low = -math.inf if known.minimum is None else known.minimum
    high = math.inf if known.maximum is None else known.maximum
    for each in operands:
        if each.__class__ not in NUMBERS:
            return _NO_NUMBER.format(value=scalar_words(each))
        if not low <= float(each) <= high:
            return _OUTSIDE.format(value=scalar_words(each), low=scalar_words(low), high=scalar_words(high))
    return None


_OF_EVERY_DEVICE = ("online", "fault")
"""What the trace tells of every device, beside its properties."""

_NO_NUMBER = Text(en="should be a number, and is {value}", fa="باید عدد باشد، اما {value} است")
_OUTSIDE = Text(
    en="{value} never comes: the values lie between {low} and {high}",
    fa="مقدار {value} هیچ‌گاه پیش نمی‌آید: مقدارها بین {low} و {high} است",
)
