"""What several kinds of derived signals have in common."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.duration import Duration


class OfSeveral(DerivedSignal):
    """One signal made of two or more."""

    short_for: ClassVar = "of"

    of: Annotated[tuple[str, ...], Field(min_length=2)]

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return self.of


class OverWindow(DerivedSignal):
    """What a signal did in the time that has just passed."""

    of: str
    within: Duration

    @property
    def paths(self) -> tuple[str, ...]:
        """The signal."""
        return (self.of,)

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The window."""
        return (self.within,)
