"""What came of a submission: plain data for the student, the gradebook, the page and other tools."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self

from devices.text import Text
from exercises.nearby import MessageNearby, SignalNearby
from exercises.record import Plain, Record

FORMAT = 1
"""Of the verdict as JSON. Keys may be added within a format; none is taken away or changes its meaning."""

Status = Literal["graded", "student_error", "limit", "invalid", "infrastructure"]
Outcome = Literal["satisfied", "violated", "inconclusive", "skipped"]
Visibility = Literal["shown", "hidden"]
Role = Literal["happened", "expected", "yours"]

_NOT_TOLD = Text(
    en="Details of hidden checks are not shown.",
    fa="جزئیات بررسی‌های پنهان نشان داده نمی‌شود.",
)

_ENDED_HIDDEN = Text(
    en="A hidden run ended otherwise than those that are shown; details of it are not told.",
    fa="یک اجرای پنهان به‌گونه‌ای دیگر پایان یافت؛ جزئیات آن گفته نمی‌شود.",
)


class Witness(Record):
    """One place in the run where a rule was broken: seconds since the start, and the words for it."""

    from_s: float
    to_s: float
    clock: str
    """Time of the simulated day at which it happened, `07:42:10`."""
    by_s: float | None
    """How much too early, too late or too long, where that can be said."""
    says: Text
    at_s: float | None = None
    """The moment of `clock` in seconds since the start."""
    replay_from_s: float | None = None
    """Where a replay of it begins: 3 s before the moment, or at the start of the run."""
    signals: tuple[SignalNearby, ...] = ()
    """What the rule speaks of: what it expects, and what happened."""
    messages: tuple[MessageNearby, ...] = ()
    """What the program did at the broker around the moment, the nearest few."""


class Finding(Record):
    """What one rule found in one run."""

    rule: str
    outcome: Outcome
    points: float
    of: float
    """Points that the rule is worth; the rules of a run are worth 100 together."""
    asks: Text
    """What the rule wants, as the exercise says it."""
    says: Text
    """What was found."""
    at_s: float | None = None
    until_s: float | None = None
    met: int = 0
    """How many of the occasions were met in full."""
    occasions: int = 0
    witnesses: tuple[Witness, ...] = ()
    hint: Text | None = None
    visibility: Visibility = "shown"
    fatal: bool = False
    run: int = 0
    """Index in the verdict's `runs`."""
    rule_index: int | None = None
    """Place of the rule in the exercise's file, from 0."""

    def for_student(self, *, hidden_run: bool) -> Self:
        """Without what a hidden rule or a hidden run must not give away: only rule and outcome stay."""
        hidden_rule = self.visibility == "hidden"
        if not hidden_rule and not hidden_run:
            return self
        return self.model_copy(
            update={
                "asks": _NOT_TOLD if hidden_rule else self.asks,
                "says": _NOT_TOLD,
                "at_s": None,
                "until_s": None,
                "met": 0,
                "occasions": 0,
                "witnesses": (),
                "hint": None,
            }
        )


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
    """Over all rules: how often there was something to judge."""
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
        runs = tuple(
            run.model_copy(update={"seed": None, "lanes": (), "counts": Counts()}) if index in hidden else run
            for index, run in enumerate(self.runs)
        )
        findings = tuple(finding.for_student(hidden_run=finding.run in hidden) for finding in self.findings)
        reason = self.reason
        if reason is not None and reason.run in hidden:
            reason = reason.for_hidden_run()
        return self.model_copy(update={"runs": runs, "findings": findings, "reason": reason})
