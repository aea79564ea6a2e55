"""What a verdict tells of the moments around a broken rule: signals and messages."""

from __future__ import annotations

from devices.text import Text
from exercises.record import Plain, Record


class SignalNearby(Record):
    """One signal that a rule speaks of, at the moment at which the rule was broken."""

    path: str
    expected: Text
    """What the rule asks about it: `corridor_lamp.state = ON`."""
    happened: Plain
    """The signal's value at that moment."""
    before: Plain
    """Its value just before."""


class MessageNearby(Record):
    """Something that the program did at the broker."""

    at_s: float
    kind: str
    """As in the trace: `published`, `subscribed`, `denied`, `connected` …"""
    topic: str | None = None
    """Relative to the student's base."""
    payload: str | None = None
    """Its first characters."""
    detail: str | None = None
    """Why, as a stable code of the broker."""
