"""The grades of a class: as a table on the terminal, as CSV, and as plain data."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from statistics import fmean
from typing import Any

from rich.table import Table
from rich.text import Text as Line

from api.services.class_grading import GradedStudent
from devices.text import Text
from exercises.reports.language import Language
from exercises.reports.plain import without_tricks
from exercises.reports.words import STATUSES

_COLUMNS = (
    Text(en="student", fa="هنرجو"),
    Text(en="score", fa="نمره"),
    Text(en="status", fa="وضعیت"),
    Text(en="why", fa="توضیح"),
)
_SUMMARY = Text(
    en="{exercise}: {graded} of {students} students graded, mean score {mean:.1f}.",
    fa="{exercise}: از {students} هنرجو، پاسخ {graded} نفر تصحیح شد؛ میانگین نمره: {mean:.1f}.",
)
_CSV_COLUMNS = (
    "student", "file", "score", "status", "reason", "says", "mistakes", "unstable",
    "exercise", "version", "grader_version", "trace_sha256", "wall_s",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def table_of(graded: Sequence[GradedStudent], language: Language) -> Table:
    """One line a student."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in _COLUMNS:
        table.add_column(language.say(heading))
    for each in graded:
        table.add_row(
            Line(without_tricks(each.student)),
            language.number(each.verdict.score),
            language.say(STATUSES[each.verdict.status]),
            Line(without_tricks(_why(each, language))),
        )
    return table


def summary(title: Text, graded: Sequence[GradedStudent], students: int) -> Text:
    """How many there are, and how well they did."""
    mean = fmean(each.verdict.score for each in graded) if graded else 0.0
    return _SUMMARY.format(exercise=title, graded=len(graded), students=students, mean=mean)


def csv_of(graded: Sequence[GradedStudent], language: Language) -> str:
    """One line a student, with the mark of UTF-8 in front, without which Excel spoils Persian names."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(_CSV_COLUMNS)
    for each in graded:
        verdict = each.verdict
        values = (
            each.student,
            each.file,
            verdict.score,
            verdict.status,
            "" if verdict.reason is None else verdict.reason.code,
            _why(each, language),
            " ".join(mistake.mistake for mistake in verdict.mistakes),
            "yes" if verdict.unstable else "",
            verdict.exercise,
            verdict.version,
            verdict.grader_version,
            verdict.trace_sha256,
            verdict.wall_s,
        )
        lines.writerow([_cell(value) for value in values])
    return "\N{BYTE ORDER MARK}" + written.getvalue()


def document_of(each: GradedStudent) -> dict[str, Any]:
    """One student for `--json`; the whole verdict is in the reports."""
    whole = each.verdict.model_dump(mode="json")
    kept = ("status", "score", "reason", "mistakes", "remarks", "unstable", "trace_sha256", "wall_s")
    return {
        "student": each.student,
        "file": each.file,
        **{key: whole[key] for key in kept},
        "runs": [{key: run[key] for key in ("seed", "score", "trace_sha256")} for run in whole["runs"]],
        "findings": [
            {key: finding[key] for key in ("rule", "run", "outcome", "points", "of")}
            for finding in whole["findings"]
        ],
    }


def _why(each: GradedStudent, language: Language) -> str:
    verdict = each.verdict
    if verdict.reason is not None:
        return language.say(verdict.reason.says)
    broken = dict.fromkeys(finding.rule for finding in verdict.findings if finding.outcome == "violated")
    return ", ".join([*broken, *(remark.code for remark in verdict.remarks)])


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    plain = without_tricks(value).replace("\n", " ")
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
