"""Moments that can be counted: those of a trigger, or the program's own messages."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from exercises.rulebook.condition import Condition
from exercises.rulebook.messages import Published
from exercises.rulebook.trigger import Trigger


def _kind(written: Any) -> str:
    is_message = isinstance(written, Published) or (isinstance(written, dict) and "published" in written)
    return "published" if is_message else "trigger"


Occasion = Annotated[
    Annotated[Published, Tag("published")] | Annotated[Trigger, Tag("trigger")], Discriminator(_kind)
]


def conditions_of(occasion: Occasion) -> tuple[Condition, ...]:
    """What the occasion watches."""
    return () if isinstance(occasion, Published) else (occasion.condition,)
