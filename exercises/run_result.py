"""One run of a submission: its seed, its score, its picture and what was counted."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self

from devices.text import Text
from exercises.finding import Visibility
from exercises.record import Plain, Record

Role = Literal["happened", "expected", "yours"]


class Lane(Record):
    """One row of the timeline picture."""

    path: str
    label: Text
    role: Role
    segments: tuple[tuple[float, float, Plain], ...]
    """`(from_s, to_s, value)`, one after the other."""
    marks: tuple[float, ...] = ()
    """Single moments worth a tick, in seconds: each time the sensor spoke."""


class Counts(Record):
    """How much a program did in one run, and how often its rules came up."""

    published: int = 0
    received: int = 0
    """Messages that the broker sent to the program."""
    denied: int = 0
    """Publications and subscriptions that the broker refused."""
    connected: int = 0
    """How often the program connected."""
    refused: int = 0
    subscribed: int = 0
    occasions: int = 0
    """Over all rules that are shown: how often there was something to judge."""
    met: int = 0


class RunResult(Record):
    """One run of the program on one seed."""

    seed: int | None
    """`None` where a student must not see it."""
    visibility: Visibility
    score: int
    trace_sha256: str
    lanes: tuple[Lane, ...] = ()
    simulated_s: float = 0.0
    start: datetime | None = None
    """Local time of the simulated house at second 0."""
    counts: Counts = Counts()

    def for_student(self) -> Self:
        """Without what a student must not see of a hidden run."""
        if self.visibility == "shown":
            return self
        return self.model_copy(update={"seed": None, "lanes": (), "counts": Counts()})
