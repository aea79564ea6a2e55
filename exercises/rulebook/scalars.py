"""Values of signals: which are numbers, which are the same, which mean "on", and how they are told."""

from __future__ import annotations

from typing import Any

from devices.text import Text, isolated, persian_number

Scalar = bool | int | float | str

_LONGEST = 80

NUMBERS = frozenset({int, float})
"""The classes of numbers; that of true and false is none of them."""

_OFF = frozenset({"", "off", "close", "closed", "idle", "none", "stop", "stopped", "offline", "false", "no"})


def is_number(value: Any) -> bool:
    """Whether a value is a number, which true and false are not."""
    return value.__class__ in NUMBERS


def is_same(one: Any, other: Any) -> bool:
    """Equal as in JSON, where true is not 1."""
    return bool(one == other) and isinstance(one, bool) is isinstance(other, bool)


def is_on(value: Any) -> bool:
    """Whether a value means that something is on, open or present: true, a number above 0, `ON`, `heat`, …"""
    if isinstance(value, str):
        return value.lower() not in _OFF
    return isinstance(value, bool | int | float) and value > 0


def scalar_words(value: Any) -> Text:
    """A value for a sentence: `ON`, `true`, `21.4`; four digits after the point at most."""
    if value is None:
        return Text(en="unknown", fa="نامعلوم")
    if isinstance(value, bool):
        return Text(en=str(value).lower(), fa=str(value).lower())
    if isinstance(value, float | int):
        number = f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        return Text(en=number, fa=persian_number(number))
    text = shortened(str(value))
    return Text(en=text, fa=isolated(text))


def shortened(text: str) -> str:
    """At most 80 letters of what a program said: a verdict is no place for more."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
