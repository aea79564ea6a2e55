"""The verdict as Gradescope's `results.json` (gradescope-autograders.readthedocs.io, "Output format")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exercises.finding import Finding
from exercises.reports.language import Language
from exercises.reports.plain import without_tricks
from exercises.reports.words import OUTCOMES, STATUSES
from exercises.verdict import Verdict


def gradescope_report(verdict: Verdict, language: Language) -> dict[str, Any]:
    """The document, of the whole verdict: what is hidden gets the visibility `hidden`.

    The score is the weakest run's; the points of the tests are each run's own.
    """
    return {
        "score": verdict.score,
        "execution_time": round(verdict.wall_s),
        "output": _summary(verdict, language),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "exercise": verdict.exercise,
            "version": verdict.version,
            "status": verdict.status,
            "grader_version": verdict.grader_version,
            "python": f"{verdict.implementation} {verdict.python}".strip(),
            "trace_sha256": verdict.trace_sha256,
            "unstable": verdict.unstable,
        },
        "tests": list(_tests(verdict, language)),
    }


def _summary(verdict: Verdict, language: Language) -> str:
    shown = verdict.for_student()
    told = [language.say(STATUSES[shown.status])]
    if shown.reason is not None:
        told.append(language.say(shown.reason.says))
    told += [language.say(mistake.says) for mistake in shown.mistakes]
    told += [language.say(remark.says) for remark in shown.remarks]
    if shown.output.strip():
        told += ["", shown.output.rstrip()]
    return without_tricks("\n".join(told))


def _tests(verdict: Verdict, language: Language) -> Iterator[dict[str, Any]]:
    for index in range(len(verdict.runs)):
        found = [finding for finding in verdict.findings if finding.run == index]
        for place, finding in enumerate(found, start=1):
            yield {"number": f"{index + 1}.{place}", **_test(verdict, finding, language)}


def _test(verdict: Verdict, finding: Finding, language: Language) -> dict[str, Any]:
    is_hidden = finding.visibility == "hidden" or verdict.runs[finding.run].visibility == "hidden"
    told = [language.say(OUTCOMES[finding.outcome]), language.say(finding.says)]
    if finding.hint is not None:
        told.append(language.say(finding.hint))
    return {
        "name": language.say(finding.asks),
        "name_format": "text",
        "score": round(finding.points, 3),
        "max_score": round(finding.of, 3),
        "status": "passed" if finding.outcome == "satisfied" else "failed",
        "output": without_tricks("\n".join(told)),
        "output_format": "text",
        "tags": [finding.rule],
        "visibility": "hidden" if is_hidden else "visible",
        "extra_data": {"run": finding.run + 1, "outcome": finding.outcome},
    }
