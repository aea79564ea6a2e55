"""`khaneh exercise`: begin an exercise, and prove that exercises are fair."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import print_json, say
from devices.text import Text

if TYPE_CHECKING:
    from exercises.exercise import Exercise
    from exercises.grading import Grader
    from exercises.proving.results import CheckedExercise, CheckedProgram

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
    kind: Annotated[
        str,
        typer.Option(help="What students hand in: program, device, answers, configuration or hands_on."),
    ] = "program",
    catalog: Annotated[
        Path | None, typer.Option(help="The folder of units to put it in, instead of the lab's own.")
    ] = None,
) -> None:
    """Begin an exercise: a folder with every file that one has, which loads and can be checked at once."""
    from exercises.exercise import CATALOG
    from exercises.scaffold import new_exercise

    typer.echo(new_exercise(exercise, unit, catalog or CATALOG, kind))


@app.command()
def check(
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[ID…]", help="Ids or folders; none: all of the lab.")
    ] = None,
    more_seeds: Annotated[
        int, typer.Option(min=0, help="Try solutions on so many seeds beside the exercise's own.")
    ] = 2,
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

    settings = Settings()
    grader = local_grader(settings, allow_unsandboxed=allow_unsandboxed)
    secret = installation_secret(settings.data)
    chosen = [load_exercise(name) for name in exercises] if exercises else all_exercises()
    checked = [_check(exercise, grader, secret, more_seeds, is_told=not as_json) for exercise in chosen]
    if as_json:
        print_json({"exercises": [each.as_dict() for each in checked]})
    if not all(each.ok for each in checked):
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of exercise.yaml, for editors."""
    from exercises.schema import exercise_schema

    print_json(exercise_schema())


def _check(
    exercise: Exercise, grader: Grader, secret: bytes, more_seeds: int, *, is_told: bool
) -> CheckedExercise:
    from exercises.grading import seeds_of
    from exercises.proving.workbench import workbench
    from exercises.quality import check_exercise

    bench = workbench(exercise, grader, seeds_of(exercise, secret), more_seeds)
    if not is_told:
        return check_exercise(exercise, bench)
    typer.echo(f"{exercise.id}@{exercise.version}  {say(exercise.title)}")
    checked = check_exercise(exercise, bench, _print_program)
    _print_whole(checked)
    return checked


_ROLES = {
    "solution": Text(en="solution", fa="پاسخ درست"),
    "wrong": Text(en="wrong", fa="نادرست"),
    "worthless": Text(en="worthless", fa="بی‌ارزش"),
    "copied": Text(en="neighbour's constants", fa="عددهای هنرجوی دیگر"),
    "repeated": Text(en="once more", fa="یک بار دیگر"),
}
_PROGRAM = Text(
    en="{file} ({role}, {student}): {score}, expected {expected}; {runs} runs, {wall_s} s",
    fa="{file} ({role}، {student}): نمره {score}، انتظار {expected}؛ {runs} اجرا، {wall_s} ثانیه",
)
_PROVEN = Text(
    en="proven in {seconds} s, {median_run_s} s a run",
    fa="در {seconds} ثانیه اثبات شد؛ هر اجرا {median_run_s} ثانیه",
)
_NOT_PROVEN = Text(en="not proven ({seconds} s)", fa="اثبات نشد ({seconds} ثانیه)")


def _print_program(program: CheckedProgram) -> None:
    sentence = _PROGRAM.format(
        file=program.file,
        role=_ROLES[program.role],
        student=program.student,
        score=program.score,
        expected=program.expected,
        runs=program.runs,
        wall_s=round(program.wall_s, 1),
    )
    typer.echo(f"  {_mark(program.ok)} {say(sentence)}")
    for complaint in program.complaints:
        typer.echo(f"      {say(complaint)}")


def _print_whole(checked: CheckedExercise) -> None:
    for complaint in checked.complaints:
        typer.echo(f"  {say(complaint)}")
    words = _PROVEN if checked.ok else _NOT_PROVEN
    told = words.format(seconds=round(checked.seconds, 1), median_run_s=round(checked.median_run_s, 2))
    typer.echo(f"  {_mark(checked.ok)} {checked.id}: {say(told)}")


def _mark(is_ok: bool) -> str:
    return "✓" if is_ok else "✗"
