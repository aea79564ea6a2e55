"""The contract of a kind of submission: how what is handed in is read, and how it becomes runs to judge."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from exercises.anatomy import Exercise
from exercises.finding import Finding, Visibility
from exercises.parameters import as_environment
from exercises.rulebook.duration import Parameters
from exercises.sandbox.sandbox import Limits, Sandbox
from exercises.verdict import Reason, RecognisedMistake, Status
from simulator.trace import Trace

Files = Mapping[str, bytes]
"""What was handed in: content by name, with forward slashes."""


@dataclass(frozen=True, slots=True)
class Seed:
    """The chances of one run, and whether the student may know them."""

    value: int
    visibility: Visibility = "shown"


@dataclass(frozen=True, slots=True)
class Grader:
    """What grading needs beside the submission: where programs run, and a folder for compiled modules."""

    sandbox: Sandbox
    folder: Path
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Setting:
    """Under what a submission is run once: its student's parameters and base topic, and the chances."""

    base: str
    parameters: Parameters
    seed: int
    grader: Grader
    progress: Callable[[int], None]
    """Is told the simulated milliseconds now and then."""
    parameters_in_text: bool = False
    """Whether programs must hold the parameters themselves."""

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables in which a program finds its parameters."""
        return {} if self.parameters_in_text else as_environment(self.parameters)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one run, whatever was run."""

    trace: Trace
    status: Status = "graded"
    reason: Reason | None = None
    is_void: bool = False
    """Whether it is worth nothing whatever the rules find, since it was not run to its end."""
    output: str = ""
    """What a program printed."""
    error: str = ""
    """Tracebacks, as Python prints them."""
    delivered: int = 0
    """Messages that the broker sent to the student's program."""


AnExercise = TypeVar("AnExercise", bound=Exercise)
ASubmission = TypeVar("ASubmission")


class Kind(ABC, Generic[AnExercise, ASubmission]):
    """One kind of submission; each is one file of `exercises/kinds/`, found by its `KIND`."""

    name: str
    """Written in an exercise's file as `kind: …`."""
    exercise: type[AnExercise]
    """The model of its exercise.yaml."""
    runs_programs: bool = False
    """Whether what students hand in is executed, and so has to be confined."""
    is_checked: bool = True
    """Whether there are Checks; not where one would be a free guess."""

    @abstractmethod
    def read(self, exercise: AnExercise, files: Files) -> ASubmission:
        """What the files hold. Raises SubmissionRefused, UnsafeFileName."""

    @abstractmethod
    def run(self, exercise: AnExercise, submission: ASubmission, setting: Setting) -> Run:
        """Try what was handed in once, and record it. Raises SandboxUnavailable."""

    def seeds(self, exercise: AnExercise, student: str, seeds: Sequence[Seed]) -> Sequence[Seed]:
        """The seeds on which it is run, of those that the exercise has."""
        return seeds

    def mistakes(
        self, exercise: AnExercise, submission: ASubmission, run: Run, findings: Sequence[Finding]
    ) -> Sequence[RecognisedMistake]:
        """Beginners' mistakes that are recognised in a run."""
        return ()

    def right_answers(self, exercise: AnExercise, trace: Trace) -> dict[str, Any] | None:
        """What could have been answered in a run, where questions are asked at all."""
        return None

    def prepared(self, exercise: AnExercise, files: Files, setting: Setting) -> Files:
        """What a student in this setting would hand in, by files that are the exercise's proof."""
        return files

    def copied(self, exercise: AnExercise, files: Files, setting: Setting) -> Files:
        """The same of somebody who copies from a student in this setting, constants and all."""
        return self.prepared(exercise, files, setting)

    def worthless(self, exercise: AnExercise) -> Mapping[str, Files]:
        """What somebody hands in who has understood nothing, by name; it must come to next to nothing."""
        return {}
