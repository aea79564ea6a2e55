"""A screen of the page: where it is, who looks at it, and how to bring it into the state that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page


@dataclass(frozen=True)
class Screen:
    """One picture's worth of the page."""

    name: str
    """Names its pictures: `gradebook`, `gradebook-override`."""
    address: str
    """After the `#`, with the scene's fields in braces: `/classes/{class_id}/gradebook`."""
    reader: Literal["stranger", "student", "instructor"]
    show: Callable[[Page], None]
    """Opens what is to be seen and waits until it is there; what moves by itself, it stops."""
