"""From a trace to findings and a score."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from graphlib import TopologicalSorter

from devices.text import Text
from exercises.finding import Finding, Outcome, Witness
from exercises.rule import RuleBase
from exercises.rulebook.operator import Check, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.telling import Moment, in_words, tell

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
_BY_TIME = Text(
    en="{first} All was well {percent} % of the time.", fa="{first} در {percent} درصد زمان، همه‌چیز درست بود."
)
_SKIPPED = Text(
    en="Not checked yet, for something else has to be right first: {first}",
    fa="هنوز بررسی نشده است، زیرا نخست باید چیز دیگری درست شود: {first}",
)
_HIDDEN = Text(en="a hidden check.", fa="یک بررسی پنهان.")


def find(rules: Sequence[RuleBase], question: Question) -> list[Finding]:
    """What each rule found in the run; those that a rule requires are judged before it.

    Raises CycleError where rules require each other, which reading an exercise refuses.
    """
    weights = math.fsum(rule.weight for rule in rules)
    by_id = {rule.id: rule for rule in rules}
    found: dict[str, Finding] = {}
    for name in TopologicalSorter({rule.id: rule.requires for rule in rules}).static_order():
        rule = by_id[name]
        points_at_most = 100 * rule.weight / weights if weights else 0.0
        unmet = [found[each] for each in rule.requires if found[each].outcome != "satisfied"]
        found[name] = (
            _skipped(rule, unmet[0], question, points_at_most)
            if unmet
            else judge(rule, question, points_at_most)
        )
    return [found[rule.id] for rule in rules]


def score(findings: Iterable[Finding]) -> int:
    """Points of one run, 0 to 100, rounded down so that 100 means all; a broken fatal rule leaves nothing."""
    found = list(findings)
    if any(finding.fatal and finding.outcome == "violated" for finding in found):
        return 0
    # Points are rounded to thousandths each: three thirds of 100 are 99.999.
    return math.floor(math.fsum(finding.points for finding in found) + 0.001 * len(found))


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
        by_time=rule.score == "time",
    )
    if rule.scope is not None:
        question = replace(question, scope=rule.scope.intervals(question))
    checks = rule.operator.checks(question) if question.windows else []
    outcome = _outcome(checks, rule.min_triggers)
    told = _told_apart([check for check in checks if check.violation])
    witnesses = tuple(_witness(rule, check, question) for check in told[:TOLD_IN_FULL])
    return Finding(
        rule=rule.id,
        outcome=outcome,
        points=0.0 if outcome == "inconclusive" else round(points_at_most * _credit(rule, checks), 3),
        of=round(points_at_most, 3),
        asks=rule.says.format(**parameters),
        says=_summary(rule, outcome, checks, witnesses, question),
        at_s=witnesses[0].from_s if witnesses else None,
        until_s=witnesses[0].to_s if witnesses else None,
        met=sum(check.violation is None for check in checks),
        occasions=len(checks),
        witnesses=witnesses,
        hint=rule.hint if outcome == "violated" else None,
        visibility=rule.visibility,
        fatal=rule.fatal,
    )


def _skipped(rule: RuleBase, unmet: Finding, question: Question, points_at_most: float) -> Finding:
    first = _HIDDEN if unmet.visibility == "hidden" else unmet.asks
    return Finding(
        rule=rule.id,
        outcome="skipped",
        points=0.0,
        of=round(points_at_most, 3),
        asks=rule.says.format(**question.parameters),
        says=_SKIPPED.format(first=first),
        visibility=rule.visibility,
        fatal=rule.fatal,
    )


def _outcome(checks: Sequence[Check], needed: int) -> Outcome:
    if len(checks) < needed:
        return "inconclusive"
    return "violated" if any(check.violation for check in checks) else "satisfied"


def _credit(rule: RuleBase, checks: Sequence[Check]) -> float:
    """Share of the rule's points, 0 to 1, of which what chance would give is taken off."""
    if rule.score == "all_or_nothing":
        share = 0.0 if any(check.violation for check in checks) else 1.0
    else:
        share = _share(checks)
    return max(0.0, (share - rule.by_chance) / (1 - rule.by_chance))


def _share(checks: Sequence[Check]) -> float:
    whole = math.fsum(check.weight for check in checks)
    return math.fsum(check.credit * check.weight for check in checks) / whole


def _told_apart(violated: Sequence[Check]) -> list[Check]:
    """Of occasions that one and the same moment spoiled, only the last: it is the nearest cause."""
    by_moment = {check.violation.at_ms: check for check in violated if check.violation}
    return [by_moment[at_ms] for at_ms in sorted(by_moment)]


def _witness(rule: RuleBase, check: Check, question: Question) -> Witness:
    violation = check.violation
    assert isinstance(violation, Violation)
    return Witness(
        from_s=check.from_ms / 1000,
        to_s=check.to_ms / 1000,
        clock=in_words(Moment(violation.at_ms), question.start).en,
        by_s=None if violation.by_ms is None else violation.by_ms / 1000,
        says=tell(
            rule.sentence(violation.kind),
            violation.fields,
            rule.operator.names(question.parameters),
            question.start,
        ),
        at_s=violation.at_ms / 1000,
    )


def _summary(
    rule: RuleBase,
    outcome: Outcome,
    checks: Sequence[Check],
    witnesses: Sequence[Witness],
    question: Question,
) -> Text:
    occasions = len(checks)
    if outcome == "inconclusive":
        return _VACUOUS.format(occasions=occasions, needed=rule.min_triggers)
    if outcome == "satisfied":
        return _kept(rule, checks, question)
    if rule.score == "time":
        return _BY_TIME.format(first=witnesses[0].says, percent=math.floor(100 * _share(checks)))
    missed = sum(check.violation is not None for check in checks)
    template = _BROKEN_ONCE if occasions == 1 else _BROKEN
    return template.format(first=witnesses[0].says, missed=missed, occasions=occasions)


def _kept(rule: RuleBase, checks: Sequence[Check], question: Question) -> Text:
    operator, occasions = rule.operator, len(checks)
    if operator.kept is None:
        return (_MET_ONCE if occasions == 1 else _MET).format(occasions=occasions)
    return tell(operator.kept, checks[-1].told, operator.names(question.parameters), question.start)
