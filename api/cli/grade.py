"""`khaneh grade`: one program, graded as the service would."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import print_json
from api.cli.grading.language import Lang, spoken


def _print_schema(wanted: bool) -> None:
    if wanted:
        from exercises.reports.schema import verdict_schema

        print_json(verdict_schema())
        raise typer.Exit


def grade(
    exercise: Annotated[str, typer.Argument(help="Id of the exercise, or its folder.")],
    file: Annotated[
        Path,
        typer.Argument(help="The program: a .py file, a folder with main.py, or a zip file.", exists=True),
    ],
    student: Annotated[str, typer.Option(help="Whose parameters and base topic; a student's id.")] = "demo",
    seed: Annotated[
        int | None, typer.Option(min=0, help="Grade on this one seed instead of the exercise's own.")
    ] = None,
    repeat: Annotated[
        int, typer.Option(min=1, help="Grade so often, and say whether every trace is the same.")
    ] = 1,
    report: Annotated[
        Path | None, typer.Option(metavar="F.html", help="Write the verdict as a page of its own.")
    ] = None,
    junit: Annotated[Path | None, typer.Option(metavar="F.xml", help="Write it as JUnit XML.")] = None,
    gradescope: Annotated[
        Path | None, typer.Option(metavar="F.json", help="Write it as Gradescope's results.json.")
    ] = None,
    with_hidden: Annotated[
        bool, typer.Option(help="Let page and JUnit tell of hidden runs and rules: not for students.")
    ] = False,
    lang: Lang = None,
    allow_unsandboxed: Annotated[
        bool, typer.Option(help="Run without confinement where there is none: your own programs only.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as one JSON document.")] = False,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema", is_eager=True, callback=_print_schema, help="Print the verdict's JSON Schema."
        ),
    ] = False,
) -> None:
    """Grade one program on a simulated day and say what went wrong, when, and by how much.

    [bold]Examples[/bold]

      khaneh grade motion-light my_program.py

      khaneh grade motion-light my_folder --student sara --seed 7 --json

      khaneh grade motion-light homework.zip --report feedback.html
    """
    from api.cli.grading.progress import shown_progress
    from api.cli.grading.report_files import ReportFiles
    from api.cli.grading.verdict_table import print_verdict
    from api.installation_secret import installation_secret
    from api.local_grading import grade_path, local_grader
    from api.settings import Settings
    from exercises.exercise import load_exercise
    from exercises.grading import Seed, seeds_of
    from exercises.stability import graded_repeatedly

    settings, language = Settings(), spoken(lang)
    asked = load_exercise(exercise)
    seeds = seeds_of(asked, installation_secret(settings.data)) if seed is None else (Seed(seed),)
    grader = local_grader(settings, allow_unsandboxed=allow_unsandboxed)
    with shown_progress(language, quiet=as_json) as progress:
        graded = partial(
            grade_path, asked, file, student=student, seeds=seeds, grader=grader, progress=progress
        )
        verdict = graded_repeatedly(graded, repeat)
    try:
        ReportFiles(report, junit, gradescope).write(
            verdict,
            title=asked.title,
            student=student,
            language=language,
            first=lang or "fa",
            with_hidden=with_hidden,
        )
    finally:  # a file that cannot be written takes no verdict with it
        if as_json:
            print_json(verdict.model_dump(mode="json"))
        else:
            print_verdict(verdict, language)
