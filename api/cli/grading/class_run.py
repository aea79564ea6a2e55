"""Collects the verdicts of a class while they come, and writes each student's reports."""

from __future__ import annotations

import re
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from api.output_files import FileUnwritable, write_file
from api.services.class_grading import GradedStudent
from devices.text import Text
from exercises.reports.language import Code, Language

_GRADING = Text(en="grading", fa="تصحیح")
_NO_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


def collect(
    coming: Generator[GradedStudent], students: int, language: Language, *, quiet: bool
) -> tuple[list[GradedStudent], bool]:
    """The verdicts by student, and whether all are there: Ctrl-C ends the wait, and keeps what has come."""
    graded: list[GradedStudent] = []
    disable = quiet or not sys.stderr.isatty()
    finished = True
    with Progress(console=Console(stderr=True), disable=disable, transient=True) as bar:
        task = bar.add_task(language.say(_GRADING), total=students)
        try:
            with closing(coming):
                for each in coming:
                    graded.append(each)
                    bar.advance(task)
        except KeyboardInterrupt:
            finished = False
    return sorted(graded, key=lambda each: each.student), finished


def write_reports(
    graded: Sequence[GradedStudent], folder: Path, title: Text, first: Code, *, with_hidden: bool
) -> None:
    """A page and the verdict as JSON for each student. Raises FileUnwritable."""
    from exercises.reports.html import html_report

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise FileUnwritable(file=str(folder), why=wrong.strerror or "?") from None
    for each in graded:
        name = _NO_FILE_NAME.sub("_", each.student)
        shown = each.verdict if with_hidden else each.verdict.for_student()
        page = html_report(shown, title, student=each.student, first=first)
        write_file(folder / f"{name}.html", page)
        write_file(folder / f"{name}.json", shown.model_dump_json(indent=2) + "\n")
