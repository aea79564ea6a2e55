"""What came of a proof: each attempt that was made, and what is wrong with the exercise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from devices.text import Text
from exercises.finding import Visibility

Role = Literal["solution", "wrong", "worthless", "copied", "repeated"]
"""Why something was tried: it must pass, fail, come to next to nothing, fail for its constants are another
student's, or leave the same trace again."""


@dataclass(frozen=True, slots=True)
class CheckedRun:
    """One run of an attempt: its seed, whether students may know it, and what it scored."""

    seed: int | None
    visibility: Visibility
    score: int

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {"seed": self.seed, "visibility": self.visibility, "score": self.score}


@dataclass(frozen=True, slots=True)
class CheckedProgram:
    """One attempt, and what is wrong with what came of it."""

    file: str
    score: int
    expected: str
    complaints: tuple[Text, ...]
    role: Role = "solution"
    student: str = ""
    runs: int = 1
    wall_s: float = 0.0
    scores: tuple[CheckedRun, ...] = ()
    """What each run came to."""
    broken: tuple[str, ...] = ()
    """The rules, questions and groups that were not met, by name."""

    @property
    def ok(self) -> bool:
        """Whether the attempt got what it should."""
        return not self.complaints

    def as_dict(self) -> dict[str, Any]:
        """Plain data for `khaneh exercise check --json`."""
        return {
            "file": self.file,
            "score": self.score,
            "expected": self.expected,
            "ok": self.ok,
            "complaints": [text.as_dict() for text in self.complaints],
            "role": self.role,
            "student": self.student,
            "runs": self.runs,
            "wall_s": round(self.wall_s, 2),
            "scores": [run.as_dict() for run in self.scores],
            "broken": list(self.broken),
        }


@dataclass(frozen=True, slots=True)
class CheckedExercise:
    """Whether an exercise is proven; `seconds` is the wall time that grading took."""

    id: str
    seconds: float
    programs: tuple[CheckedProgram, ...]
    complaints: tuple[Text, ...]
    """What is wrong with the exercise as a whole."""
    median_run_s: float = 0.0
    """Of the solution's runs, on the wall clock."""
    memory_mb: float | None = None
    """The most that any of its programs held; None where the system does not tell, or another exercise's held
    more before."""

    @property
    def ok(self) -> bool:
        """Whether the exercise may be published."""
        return not self.complaints and all(program.ok for program in self.programs)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for `khaneh exercise check --json`."""
        return {
            "id": self.id,
            "ok": self.ok,
            "seconds": round(self.seconds, 2),
            "complaints": [text.as_dict() for text in self.complaints],
            "programs": [program.as_dict() for program in self.programs],
            "median_run_s": round(self.median_run_s, 3),
            "memory_mb": None if self.memory_mb is None else round(self.memory_mb, 1),
        }
