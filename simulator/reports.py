"""What the engine tells its listeners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devices.property import Scalar


@dataclass(frozen=True, slots=True)
class Report:
    """A device spoke: all that it has told so far, and which of it is told now."""

    at_ms: int
    device: str
    values: Mapping[str, Scalar]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """A device was lost or came back."""

    at_ms: int
    device: str
    online: bool
