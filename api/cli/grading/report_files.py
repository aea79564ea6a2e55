"""Writes a verdict in the forms that other people and tools read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from api.output_files import write_file
from devices.text import Text
from exercises.reports.language import Code, Language
from exercises.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where to write what; None for what is not wanted."""

    html: Path | None = None
    junit: Path | None = None
    gradescope: Path | None = None

    def write(
        self,
        verdict: Verdict,
        *,
        title: Text,
        student: str | None,
        language: Language,
        first: Code = "fa",
        with_hidden: bool = False,
    ) -> None:
        """Write them. Raises FileUnwritable.

        Pages and JUnit hold what a student may see, unless `with_hidden`; Gradescope hides by itself.
        """
        shown = verdict if with_hidden else verdict.for_student()
        if self.html is not None:
            from exercises.reports.html import html_report

            write_file(self.html, html_report(shown, title, student=student, first=first))
        if self.junit is not None:
            from exercises.reports.junit import junit_report

            write_file(self.junit, junit_report(shown, language))
        if self.gradescope is not None:
            from exercises.reports.gradescope import gradescope_report

            document = gradescope_report(verdict, language)
            write_file(self.gradescope, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
