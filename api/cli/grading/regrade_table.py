"""What regrading changes: as a table on the terminal, and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text as Line

from api.services.regrading import Regraded
from api.services.verdict_changes import RuleChange
from devices.text import Text
from exercises.reports.language import Language
from exercises.reports.plain import without_tricks
from exercises.reports.words import MARKS, STATUSES
from exercises.verdict import Verdict

_COLUMNS = (
    Text(en="student", fa="هنرجو"),
    Text(en="submission", fa="پاسخ"),
    Text(en="score", fa="نمره"),
    Text(en="rules", fa="قاعده‌ها"),
    Text(en="because of", fa="به سبب"),
)
_ARROW = Text(en="→", fa="←")


def table_of(changed: Sequence[Regraded], language: Language) -> Table:
    """One line a submission whose verdict changes."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in _COLUMNS:
        table.add_column(language.say(heading))
    arrow = language.say(_ARROW)
    for each in changed:
        change = each.change
        table.add_row(
            Line(without_tricks(each.graded.name)),
            each.graded.submission,
            f"{_score(change.before, language)} {arrow} {_score(change.after, language)}",
            ", ".join(_rule(rule, language, arrow) for rule in change.rules),
            ", ".join(map(language.say, change.reasons)),
        )
    return table


def document_of(each: Regraded) -> dict[str, Any]:
    """One submission for `--json`."""
    change = each.change
    return {
        "submission": each.graded.submission,
        "student": {"id": each.graded.student, "name": each.graded.name},
        "before": _identity(change.before),
        "after": _identity(change.after),
        "rules": [
            {
                "rule": rule.rule,
                "run": rule.run,
                "before": rule.before,
                "after": rule.after,
                "points_before": rule.points_before,
                "points_after": rule.points_after,
            }
            for rule in change.rules
        ],
        "because": [reason.as_dict() for reason in change.reasons],
    }


def _identity(verdict: Verdict) -> dict[str, Any]:
    return {
        "score": verdict.score,
        "status": verdict.status,
        "version": verdict.version,
        "grader_version": verdict.grader_version,
        "python": verdict.python,
        "trace_sha256": verdict.trace_sha256,
    }


def _score(verdict: Verdict, language: Language) -> str:
    score = language.number(verdict.score)
    return score if verdict.status == "graded" else f"{score} ({language.say(STATUSES[verdict.status])})"


def _rule(change: RuleChange, language: Language, arrow: str) -> str:
    if change.before == change.after:
        before, after = language.number(change.points_before), language.number(change.points_after)
    else:
        before = MARKS[change.before] if change.before else "∅"
        after = MARKS[change.after] if change.after else "∅"
    return f"{change.rule}[{language.number(change.run + 1)}] {before} {arrow} {after}"
