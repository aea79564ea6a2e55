"""Traits of what happens and is over: the `action` of buttons, remotes, knobs and knocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from devices.device import Change, React, Trait, Values
from devices.property import Property
from devices.reading import number
from devices.surroundings import Surroundings
from devices.text import Text

_OVER_AFTER_MS = 100
"""How long an action stands before it is empty again."""


def actions(by_hand: Mapping[str, str]) -> Trait:
    """Tells an `action` when a hand does something: hand's action to what is told.

    Each is told at once, also the same one again, and then `action` is empty.
    """
    return Trait(
        properties=(action(tuple(by_hand.values())),),
        memory={"over_at_ms": 0},
        react={**{hand: tell_action(told) for hand, told in by_hand.items()}, **over()},
        hands={hand: hand for hand in by_hand},
    )


def button_actions(names: Mapping[str, str], buttons: int = 1) -> Trait:
    """Buttons pressed in several ways: way to what is told, which is `1_single` where there are several."""
    if buttons == 1:
        return actions(names)
    numbers = range(1, buttons + 1)
    return actions({f"{way}_{n}": f"{n}_{told}" for n in numbers for way, told in names.items()})


def action(told: tuple[str, ...]) -> Property:
    """The property `action`, which is one of the words in `told` for a moment."""
    return Property(
        name="action",
        kind="enum",
        title=Text(en="Action", fa="رویداد"),
        description=Text(
            en="Triggered action (e.g. a button click)",
            fa="رویدادی که همین حالا رخ داد، مانند فشردن دکمه",
        ),
        choices=told,
        momentary=True,
        initial="",
    )


def tell_action(told: str, also: Callable[[Values], Values] | None = None) -> React:
    """What a device does when it is handled: it tells this `action`, and what else belongs to it."""

    def react(values: Values, around: Surroundings) -> Change:
        details = also(values) if also else {}
        return Change(
            {**details, "action": told, "over_at_ms": around.now_ms + _OVER_AFTER_MS},
            tell=("action",),
            wake_after_ms=_OVER_AFTER_MS,
            wake_with="action_over",
        )

    return react


def over() -> dict[str, React]:
    """The reaction by which an action ends; a later one is not cut short."""

    def end(values: Values, around: Surroundings) -> Change | None:
        return None if around.now_ms < number(values, "over_at_ms") else Change({"action": ""})

    return {"action_over": end}
