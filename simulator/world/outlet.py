"""Where water and gas leave a pipe, and how volumes are kept.

Flows are whole microlitres a minute and volumes are flows times milliseconds: what comes in is exactly what
goes out and what is kept.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

MICRO = 1_000_000
LITRE = MICRO * 60_000
"""A litre in microlitres a minute times milliseconds."""


class Outlet(NamedTuple):
    """A consumer by name, a leak into a room, or the tank or bed that a pipe fills."""

    kind: Literal["use", "leak", "tank", "bed"]
    name: str


def scaled(flow: int, available: int, asked: int) -> int:
    """The part of what is available that falls to one of those who ask for `asked` together."""
    return flow if available >= asked else flow * available // asked
