"""What came of a submission: plain data for the student, the gradebook, the page and other tools."""

from __future__ import annotations

from typing import Literal, Self

from devices.text import Text
from exercises.finding import Finding
from exercises.record import Record
from exercises.run_result import RunResult

FORMAT = 1
"""Of the verdict as JSON. Keys may be added within a format; none is taken away or changes its meaning."""

Status = Literal["graded", "student_error", "limit", "invalid", "infrastructure"]

_ENDED_HIDDEN = Text(
    en="A hidden run ended otherwise than those that are shown; details of it are not told.",
    fa="یک اجرای پنهان به‌گونه‌ای دیگر پایان یافت؛ جزئیات آن گفته نمی‌شود.",
)


class Reason(Record):
    """Why a submission could not be graded to the end."""

    code: str
    says: Text
    file: str | None = None
    line: int | None = None
    at_s: float | None = None
    """Simulated time at which it happened."""
    run: int = 0
    """Index in the verdict's `runs`."""

    def for_hidden_run(self) -> Self:
        """Without what a program could carry out of a hidden run in its error message or its timing."""
        return self.model_copy(update={"says": _ENDED_HIDDEN, "file": None, "line": None, "at_s": None})


class RecognisedMistake(Record):
    """A beginner's mistake that was recognised in the submission, and the hint for it."""

    mistake: str
    says: Text


class Remark(Record):
    """Something else that must be said of a submission, whatever it scored."""

    code: Literal["unstable", "differs_between_runs"]
    says: Text


class Verdict(Record):
    """The whole answer to one submission.

    Exercise and version, grader version, Python, seeds and trace hashes are its identity: where all of them
    are the same, so is everything else but `wall_s`, on any machine.
    """

    format: int = FORMAT
    exercise: str
    version: int
    status: Status
    score: int
    """0 to 100."""
    trace_sha256: str
    """Hash over the traces of all runs."""
    runs: tuple[RunResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    mistakes: tuple[RecognisedMistake, ...] = ()
    reason: Reason | None = None
    simulated_s: float = 0.0
    wall_s: float = 0.0
    grader_version: str = ""
    python: str = ""
    """Version of the interpreter: `3.11.7`."""
    implementation: str = ""
    """Which interpreter it was: `CPython`."""
    confined: str | None = None
    """Name of the mechanism that confined the program; `None` if nothing did."""
    output: str = ""
    """What the program printed, head and tail if it was long."""
    unstable: bool = False
    """Whether the same program left another trace on the same seed, where it was tried."""
    remarks: tuple[Remark, ...] = ()

    def for_student(self) -> Self:
        """The verdict without seeds, traces, pictures and sentences of hidden runs and hidden rules."""
        hidden = {index for index, run in enumerate(self.runs) if run.visibility == "hidden"}
        findings = tuple(finding.for_student(hidden_run=finding.run in hidden) for finding in self.findings)
        reason = self.reason
        if reason is not None and reason.run in hidden:
            reason = reason.for_hidden_run()
        runs = tuple(run.for_student() for run in self.runs)
        return self.model_copy(update={"runs": runs, "findings": findings, "reason": reason})

    def without_hints(self) -> Self:
        """The verdict without what would help with the next attempt: hints, and mistakes told by name."""
        findings = tuple(finding.model_copy(update={"hint": None}) for finding in self.findings)
        return self.model_copy(update={"findings": findings, "mistakes": ()})
