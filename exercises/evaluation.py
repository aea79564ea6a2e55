"""From a trace to findings and a score."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from statistics import fmean

from devices.text import Text
from exercises.rule import RuleBase
from exercises.rulebook.operator import Check, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.telling import Moment, in_words, tell
from exercises.verdict import Finding, Outcome, Witness

TOLD_IN_FULL = 3
"""So many violations of a rule are told one by one; the others are only counted."""

_MET = Text(en="Met all {occasions} times.", fa="در هر {occasions} بار رعایت شد.")
_MET_ONCE = Text(en="Met the one time it mattered.", fa="در تنها باری که لازم بود، رعایت شد.")
_BROKEN = Text(
    en="{first} It went wrong {missed} of {occasions} times.",
    fa="{first} از {occasions} بار، {missed} بار نادرست بود.",
)
_BROKEN_ONCE = Text(en="{first}", fa="{first}")
_VACUOUS = Text(
    en="This could not be judged: it came up {occasions} times, and at least {needed} are needed.",
    fa="نشد دربارهٔ این داوری کرد: {occasions} بار پیش آمد و دست‌کم {needed} بار لازم است.",
)


def find(rules: Sequence[RuleBase], question: Question) -> list[Finding]:
    """What each rule found in the run."""
    weights = math.fsum(rule.weight for rule in rules)
    return [judge(rule, question, 100 * rule.weight / weights) for rule in rules]


def score(findings: Iterable[Finding]) -> int:
    """Points of one run, 0 to 100, rounded down so that 100 means all; a broken fatal rule leaves nothing."""
    found = list(findings)
    if any(finding.fatal and finding.outcome == "violated" for finding in found):
        return 0
    return math.floor(math.fsum(finding.points for finding in found) + 1e-6)


def overall(scores: Sequence[int]) -> int:
    """The score of a submission: its weakest run, so that answers made for one known day do not pass."""
    return min(scores, default=0)


def judge(rule: RuleBase, question: Question, points_at_most: float) -> Finding:
    """What one rule found in the run."""
    parameters = question.parameters
    question = replace(
        question,
        grace_ms=rule.grace.milliseconds(parameters),
        tolerance_ms=rule.tolerance.milliseconds(parameters),
        by_time=rule.by_time,
    )
    checks = rule.operator.checks(question)
    outcome = _outcome(checks, rule.min_triggers)
    told = _told_apart([check for check in checks if check.violation])
    witnesses = tuple(_witness(rule, check, question.start) for check in told[:TOLD_IN_FULL])
    return Finding(
        rule=rule.id,
        outcome=outcome,
        points=0.0
        if outcome == "inconclusive"
        else round(points_at_most * _credit(checks, rule.by_chance), 3),
        of=round(points_at_most, 3),
        asks=rule.says.format(**parameters),
        says=_summary(outcome, checks, witnesses, rule.min_triggers),
        at_s=witnesses[0].from_s if witnesses else None,
        until_s=witnesses[0].to_s if witnesses else None,
        met=sum(check.violation is None for check in checks),
        occasions=len(checks),
        witnesses=witnesses,
        hint=rule.hint if outcome == "violated" else None,
        visibility=rule.visibility,
        fatal=rule.fatal,
    )


def _outcome(checks: Sequence[Check], needed: int) -> Outcome:
    if len(checks) < needed:
        return "inconclusive"
    return "violated" if any(check.violation for check in checks) else "satisfied"


def _credit(checks: Sequence[Check], by_chance: float) -> float:
    share = fmean(check.credit for check in checks)
    return max(0.0, (share - by_chance) / (1 - by_chance))


def _told_apart(violated: Sequence[Check]) -> list[Check]:
    """Of occasions that one and the same moment spoiled, only the last: it is the nearest cause."""
    by_moment = {check.violation.at_ms: check for check in violated if check.violation}
    return [by_moment[at_ms] for at_ms in sorted(by_moment)]


def _witness(rule: RuleBase, check: Check, start: datetime) -> Witness:
    violation = check.violation
    assert isinstance(violation, Violation)
    return Witness(
        from_s=check.from_ms / 1000,
        to_s=check.to_ms / 1000,
        clock=in_words(Moment(violation.at_ms), start).en,
        by_s=None if violation.by_ms is None else violation.by_ms / 1000,
        says=tell(rule.sentence(violation.kind), violation.fields, rule.operator.names, start),
        at_s=violation.at_ms / 1000,
    )


def _summary(outcome: Outcome, checks: Sequence[Check], witnesses: Sequence[Witness], needed: int) -> Text:
    occasions = len(checks)
    if outcome == "inconclusive":
        return _VACUOUS.format(occasions=occasions, needed=needed)
    if outcome == "satisfied":
        return (_MET_ONCE if occasions == 1 else _MET).format(occasions=occasions)
    missed = sum(check.violation is not None for check in checks)
    template = _BROKEN_ONCE if occasions == 1 else _BROKEN
    return template.format(first=witnesses[0].says, missed=missed, occasions=occasions)
