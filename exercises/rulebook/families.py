"""What several kinds of derived signals have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.duration import Duration
from exercises.rulebook.path import Path


class OfSeveral(DerivedSignal):
    """One signal made of two or more."""

    shorthand = "of"

    of: Annotated[tuple[Path, ...], Field(min_length=2)]


class OverWindow(DerivedSignal):
    """What a signal did in the time that has just passed."""

    of: Path
    within: Duration
