"""`khaneh grade`: one program, graded as the service would."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import print_json, say

if TYPE_CHECKING:
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
    from exercises.grading import Seed, grade_program, seeds_of
    from exercises.submission import read_submission

    settings = Settings()
    asked = load_exercise(exercise)
    seeds = seeds_of(asked, installation_secret(settings.data)) if seed is None else (Seed(seed),)
    verdict = grade_program(
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


def _print_verdict(verdict: Verdict) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(
        f"[bold]{verdict.exercise}@{verdict.version}[/bold]  {verdict.status}  [bold]{verdict.score}[/bold]/100   "
        f"{verdict.simulated_s / 3600:g} h simulated in {verdict.wall_s:.2f} s"
    )
    if verdict.reason is not None:
        console.print(say(verdict.reason.says), style="yellow", markup=False)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("run", "", "rule", "points"):
        table.add_column(heading, justify="right" if heading == "points" else "left")
    marks = {"satisfied": "✓", "violated": "✗", "inconclusive": "–"}
    for finding in verdict.findings:
        points = f"{finding.points:g} / {finding.of:g}"
        table.add_row(str(finding.run + 1), marks[finding.outcome], say(finding.asks), points)
        if finding.outcome != "satisfied":
            table.add_row("", "", say(finding.says), "", style="dim")
    console.print(table)
    for mistake in verdict.mistakes:
        console.print("→ " + say(mistake.says), style="cyan", markup=False)
    if verdict.confined is None:
        console.print("This program ran without confinement.", style="dim")
    if verdict.output.strip():
        console.rule("output", style="dim")
        console.print(verdict.output.rstrip(), markup=False, highlight=False)
