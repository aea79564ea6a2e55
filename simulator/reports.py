"""What the engine tells its listeners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devices.property import Scalar


@dataclass(frozen=True, slots=True)
class Report:
    """A device spoke: all that has been heard of it so far, and which of it is told now.

    `at_ms` is what the device's own clock says, which may be wrong; `device` is the name it is known by.
    """

    at_ms: int
    device: str
    values: Mapping[str, Scalar]
    changed: tuple[str, ...]
    like: str | None = None
    """Whose messages it imitates, if `device` is a stranger to the house."""


@dataclass(frozen=True, slots=True)
class Availability:
    """A device was lost or came back."""

    at_ms: int
    device: str
    online: bool
