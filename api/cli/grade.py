"""`khaneh grade`: one program, graded as the service would."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import print_json, say
from devices.text import Text

if TYPE_CHECKING:
    from rich.table import Table

    from exercises.verdict import Verdict


def grade(
    exercise: Annotated[str, typer.Argument(help="Id of the exercise, or its folder.")],
    file: Annotated[
        Path, typer.Argument(help="The program: a .py file, or a folder with main.py.", exists=True)
    ],
    student: Annotated[
        str, typer.Option(help="Whose parameters and base topic; a student's id, letters and digits.")
    ] = "demo",
    seed: Annotated[
        int | None, typer.Option(min=0, help="Grade on this one seed instead of the exercise's own.")
    ] = None,
    allow_unsandboxed: Annotated[
        bool, typer.Option(help="Run without confinement where there is none: your own programs only.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as one JSON document.")] = False,
) -> None:
    """Grade one program on a simulated day and say what went wrong, when, and by how much.

    [bold]Examples[/bold]

      khaneh grade motion-light my_program.py

      khaneh grade motion-light my_folder --student sara --seed 7 --json
    """
    from api.installation_secret import installation_secret
    from api.local_grading import local_grader
    from api.settings import Settings
    from exercises.exercise import load_exercise
    from exercises.grading import Seed, grade_submission, seeds_of
    from exercises.submission import read_submission

    settings = Settings()
    asked = load_exercise(exercise)
    seeds = seeds_of(asked, installation_secret(settings.data)) if seed is None else (Seed(seed),)
    verdict = grade_submission(
        asked,
        read_submission(file),
        student=student,
        base=f"lab/{student}",
        seeds=seeds,
        grader=local_grader(settings, allow_unsandboxed=allow_unsandboxed),
    )
    if as_json:
        print_json(verdict.model_dump(mode="json"))
    else:
        _print_verdict(verdict)


_STATUS = {
    "graded": Text(en="graded", fa="تصحیح شد"),
    "student_error": Text(en="the program failed", fa="برنامه خطا داد"),
    "limit": Text(en="stopped at a limit", fa="به سقف مجاز رسید"),
    "invalid": Text(en="nothing to grade", fa="چیزی برای تصحیح نبود"),
    "infrastructure": Text(en="the lab failed", fa="آزمایشگاه خطا داد"),
}
_HEADING = Text(
    en="{exercise}: {score} of 100, {status}. {hours} h simulated in {wall_s:.2f} s.",
    fa="{exercise}: {score} از ۱۰۰، {status}. {hours} ساعت شبیه‌سازی در {wall_s:.2f} ثانیه.",
)
_COLUMNS = (
    Text(en="run", fa="اجرا"),
    Text(en="", fa=""),
    Text(en="rule", fa="قاعده"),
    Text(en="points", fa="امتیاز"),
)
_POINTS = Text(en="{points:g} of {of:g}", fa="{points:g} از {of:g}")
_UNCONFINED = Text(en="This program ran without confinement.", fa="این برنامه بدون محصورسازی اجرا شد.")
_OUTPUT = Text(en="what the program printed", fa="آنچه برنامه چاپ کرد")
_MARKS = {"satisfied": "✓", "violated": "✗", "inconclusive": "–"}


def _print_verdict(verdict: Verdict) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    heading = _HEADING.format(
        exercise=f"{verdict.exercise}@{verdict.version}",
        score=verdict.score,
        status=_STATUS[verdict.status],
        hours=round(verdict.simulated_s / 3600),
        wall_s=verdict.wall_s,
    )
    console.print(say(heading), style="bold", markup=False)
    if verdict.reason is not None:
        console.print(say(verdict.reason.says), style="yellow", markup=False)
    if verdict.findings:
        console.print(_table(verdict))
    for mistake in verdict.mistakes:
        console.print("→ " + say(mistake.says), style="cyan", markup=False)
    if verdict.confined is None:
        console.print(say(_UNCONFINED), style="dim")
    if verdict.output.strip():
        console.rule(say(_OUTPUT), style="dim")
        console.print(verdict.output.rstrip(), markup=False)


def _table(verdict: Verdict) -> Table:
    from rich.table import Table
    from rich.text import Text as Line

    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in _COLUMNS:
        table.add_column(say(heading))
    for finding in verdict.findings:
        points = say(_POINTS.format(points=round(finding.points, 1), of=round(finding.of, 1)))
        table.add_row(str(finding.run + 1), _MARKS[finding.outcome], Line(say(finding.asks)), points)
        if finding.outcome != "satisfied":
            table.add_row("", "", Line(say(finding.says), style="dim"), "")
    return table
