"""`khaneh exercise`: begin an exercise, and prove that exercises are fair."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import print_json, say

if TYPE_CHECKING:
    from exercises.exercise import Exercise
    from exercises.grading import Grader
    from exercises.quality import CheckedExercise
    from exercises.verdict import Verdict

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Begin exercises, and prove them fair.",
)


@app.command()
def new(
    exercise: Annotated[str, typer.Argument(metavar="ID", help="Its id: small Latin words with hyphens.")],
    unit: Annotated[str, typer.Option(help="The unit of the course, u1 to u9.")] = "u1",
    catalog: Annotated[
        Path | None, typer.Option(help="The folder of units to put it in, instead of the lab's own.")
    ] = None,
) -> None:
    """Begin an exercise: a folder with every file that one has, which loads and can be checked at once."""
    from exercises.exercise import CATALOG
    from exercises.scaffold import new_exercise

    typer.echo(new_exercise(exercise, unit, catalog or CATALOG))


@app.command()
def check(
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[ID…]", help="Ids or folders; none: all of the lab.")
    ] = None,
    allow_unsandboxed: Annotated[
        bool, typer.Option(help="Run without confinement where there is none.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as one JSON document.")] = False,
) -> None:
    """Prove that solutions pass and that wrong programs fail, each as its exercise declares.

    Exit status 1 if an exercise is not proven.
    """
    from api.installation_secret import installation_secret
    from api.local_grading import local_grader
    from api.settings import Settings
    from exercises.exercise import all_exercises, load_exercise
    from exercises.quality import check_exercise

    settings = Settings()
    grader = local_grader(settings, allow_unsandboxed=allow_unsandboxed)
    grade = partial(_grade, secret=installation_secret(settings.data), grader=grader)
    chosen = [load_exercise(name) for name in exercises] if exercises else all_exercises()
    checked = []
    for exercise in chosen:
        checked.append(check_exercise(exercise, grade))
        if not as_json:
            _print(checked[-1])
    if as_json:
        print_json({"exercises": [each.as_dict() for each in checked]})
    if not all(each.ok for each in checked):
        raise typer.Exit(1)


def _grade(exercise: Exercise, files: Mapping[str, bytes], *, secret: bytes, grader: Grader) -> Verdict:
    from exercises.grading import grade_submission, seeds_of

    student = "proof"
    return grade_submission(
        exercise,
        files,
        student=student,
        base=f"lab/{student}",
        seeds=seeds_of(exercise, secret),
        grader=grader,
    )


def _print(checked: CheckedExercise) -> None:
    typer.echo(f"{'✓' if checked.ok else '✗'} {checked.id}  ({checked.seconds:.1f} s)")
    for program in checked.programs:
        typer.echo(
            f"  {'✓' if program.ok else '✗'} {program.file}: {program.score} (expected {program.expected})"
        )
        for complaint in program.complaints:
            typer.echo(f"      {say(complaint)}")
    for complaint in checked.complaints:
        typer.echo(f"  {say(complaint)}")
