"""The verdict as one page of HTML: no file beside it, no script, no network; both languages in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from devices.text import Text
from exercises.finding import Finding
from exercises.reports.html_words import PAGE, RunWords, headline
from exercises.reports.language import CODES, Code, Language
from exercises.reports.plain import without_tricks
from exercises.reports.timeline import NARROW, WIDE, Frame, Picture, around, draw
from exercises.reports.violations import Violation, violations
from exercises.reports.words import MARKS, OUTCOMES
from exercises.run_result import RunResult
from exercises.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Card:
    """One violation and the stretch of the timeline around it."""

    violation: Violation
    picture: Picture


@dataclass(frozen=True, slots=True)
class RunView:
    """One run as the page shows it."""

    number: int
    result: RunResult
    findings: Sequence[Finding]
    picture: Picture | None
    cards: Sequence[Card]


def html_report(verdict: Verdict, title: Text, *, student: str | None = None, first: Code = "fa") -> str:
    """The page; `title` is the exercise's, and `first` the language that it opens in.

    What the verdict holds is shown: give `verdict.for_student()` for a page that a student may see.
    """
    languages = [Language(code) for code in sorted(CODES, key=lambda code: code != first)]
    return _template().render(
        verdict=verdict,
        title=title,
        student=student,
        languages=languages,
        runs={language.code: list(_runs(verdict, language)) for language in languages},
        headline=headline(verdict),
        hints=_hints(verdict.findings),
        words=PAGE,
        run_words=RunWords,
        outcomes=OUTCOMES,
        marks=MARKS,
    )


def _runs(verdict: Verdict, language: Language) -> Iterator[RunView]:
    for index, result in enumerate(verdict.runs):
        found = [finding for finding in verdict.findings if finding.run == index]
        placed = violations(found, index)
        end_s = max(1.0, result.simulated_s)

        def frame(from_s: float, to_s: float, width: int, start: datetime | None = result.start) -> Frame:
            return Frame(from_s, to_s, start, language, width)

        yield RunView(
            number=index + 1,
            result=result,
            findings=found,
            picture=draw(result.lanes, placed, frame(0.0, end_s, WIDE)) if result.lanes else None,
            cards=[
                Card(place, draw(result.lanes, [place], frame(*around(place, end_s), NARROW)))
                for place in placed
            ],
        )


def _hints(findings: Sequence[Finding]) -> list[tuple[Text, Text]]:
    """Each rule's hint once: what the rule asks, and the hint."""
    hints = {finding.rule: (finding.asks, finding.hint) for finding in findings if finding.hint}
    return [(asks, hint) for asks, hint in hints.values() if hint is not None]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    return environment.get_template("report.html.jinja")


def _shown(value: object) -> object:
    """Whatever is put into the page is free of tricks; what was made for it is so already."""
    return without_tricks(value) if isinstance(value, str) and not isinstance(value, Markup) else value
