"""What is different between the verdict that a submission has and another one of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from devices.text import Text
from exercises.finding import Finding, Outcome
from exercises.verdict import Verdict

_EXERCISE = Text(en="exercise version {before} → {after}", fa="نسخهٔ تمرین {before} ← {after}")
_GRADER = Text(en="grader version {before} → {after}", fa="نسخهٔ ارزیاب {before} ← {after}")
_PYTHON = Text(en="Python {before} → {after}", fa="پایتون {before} ← {after}")
_RULES = Text(en="the rules or the house of the exercise", fa="قاعده‌ها یا خانهٔ تمرین")
_UNKNOWN = Text(en="unknown", fa="نامعلوم")


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule in one run; None where one of the verdicts has no such rule."""

    rule: str
    run: int
    before: Outcome | None
    after: Outcome | None
    points_before: float
    points_after: float


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict, the one in its place, and where they differ."""

    before: Verdict
    after: Verdict
    rules: tuple[RuleChange, ...]

    @property
    def matters(self) -> bool:
        """Whether score, status, or what a rule found or earned is another."""
        same = (self.before.score, self.before.status) == (self.after.score, self.after.status)
        return not same or bool(self.rules)

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Which versions are others; where none is, it is the exercise's content."""
        versions = (
            (_EXERCISE, str(self.before.version), str(self.after.version)),
            (_GRADER, self.before.grader_version, self.after.grader_version),
            (_PYTHON, self.before.python, self.after.python),
        )
        told = tuple(
            template.format(before=before or _UNKNOWN, after=after or _UNKNOWN)
            for template, before, after in versions
            if before != after
        )
        return told or (_RULES,)


def compare(before: Verdict, after: Verdict) -> VerdictChange:
    """What the second verdict changes about the first."""
    return VerdictChange(before, after, tuple(_rule_changes(before, after)))


def _rule_changes(before: Verdict, after: Verdict) -> Iterator[RuleChange]:
    earlier, later = _by_rule(before), _by_rule(after)
    for run, rule in dict.fromkeys([*later, *earlier]):
        was, now = earlier.get((run, rule)), later.get((run, rule))
        change = RuleChange(
            rule=rule,
            run=run,
            before=was.outcome if was else None,
            after=now.outcome if now else None,
            points_before=was.points if was else 0.0,
            points_after=now.points if now else 0.0,
        )
        if (change.before, change.points_before) != (change.after, change.points_after):
            yield change


def _by_rule(verdict: Verdict) -> dict[tuple[int, str], Finding]:
    return {(finding.run, finding.rule): finding for finding in verdict.findings}
