"""What the benchmark has to know of the lab that it measures; who starts one fills this in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Kept(NamedTuple):
    """A verdict as the lab keeps it; `submission` may have none, and then the rest is None."""

    submission: str
    status: str | None
    score: int | None
    trace_sha256: str | None

    @property
    def outcome(self) -> tuple[str | None, int | None, str | None]:
        """What must be the same whenever the same program is graded."""
        return self.status, self.score, self.trace_sha256


@dataclass(frozen=True, slots=True)
class LabUnderTest:
    """A running lab in which nobody has been yet."""

    url: str
    class_code: str
    link: str
    """Signs the administrator in, once."""
    kept: Callable[[], Sequence[Kept]]
    """Everything that was handed in, once for each verdict."""
    processes: Callable[[], Mapping[str, int]]
    """The process ids of the lab by name: api, house, worker-1 …"""
