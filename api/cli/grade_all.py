"""`khaneh grade-all`: a whole class, one submission a student."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import print_json
from api.cli.grading.language import Lang, spoken
from api.errors import ApiError
from api.exit_status import INTERRUPTED, LAB_FAILED
from devices.text import Text

_INTERRUPTED = Text(
    en="Interrupted: what was done until then is kept.",
    fa="قطع شد: آنچه تا آن لحظه انجام شده بود نگه داشته شد.",
)


class NothingHandedIn(ApiError):
    """A folder without submissions. Fields: folder."""

    code = "nothing_handed_in"
    words = Text(
        en="There is nothing to grade in {folder}: one file, folder or zip file a student is expected.",
        fa="در {folder} چیزی برای تصحیح نیست: برای هر هنرجو یک فایل، پوشه یا فایل zip لازم است.",
    )


def grade_all(
    exercise: Annotated[str, typer.Argument(help="Id of the exercise, or its folder.")],
    folder: Annotated[
        Path,
        typer.Argument(
            help="One .py file, folder or zip file a student; its name is the student's id.",
            exists=True,
            file_okay=False,
        ),
    ],
    jobs: Annotated[
        int | None,
        typer.Option(min=1, max=256, help="How many at once; as the service, without it."),
    ] = None,
    csv: Annotated[Path | None, typer.Option(metavar="F.csv", help="Write the grades as a table.")] = None,
    reports: Annotated[
        Path | None,
        typer.Option(file_okay=False, help="Folder for each student's page (.html) and verdict (.json)."),
    ] = None,
    with_hidden: Annotated[
        bool, typer.Option(help="Let the pages tell of hidden runs and rules: not for students.")
    ] = False,
    lang: Lang = None,
    allow_unsandboxed: Annotated[
        bool, typer.Option(help="Run without confinement where there is none: programs you trust only.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Grade every submission in a folder; one that is broken or hostile does not end the rest.

    Each gets the verdict that `khaneh grade --student ID` gives. Ctrl-C keeps what is done, and ends with
    status 130; status 3 if the lab failed with one of them.

    Example: khaneh grade-all motion-light homework/ --csv grades.csv --reports feedback/
    """
    from rich.console import Console

    from api.cli.grading.class_run import collect, write_reports
    from api.cli.grading.class_table import csv_of, document_of, summary, table_of
    from api.installation_secret import installation_secret
    from api.local_grading import local_grader
    from api.output_files import write_file
    from api.services.class_grading import ClassJob, grade_class, handed_in
    from api.settings import Settings
    from exercises.exercise import load_exercise
    from exercises.grading import seeds_of

    settings, language = Settings(), spoken(lang)
    asked = load_exercise(exercise)
    local_grader(settings, allow_unsandboxed=allow_unsandboxed)  # says at once where nothing can be confined
    submissions = handed_in(folder, [path for path in (csv, reports) if path is not None])
    if not submissions:
        raise NothingHandedIn(folder=str(folder))
    seeds = seeds_of(asked, installation_secret(settings.data))
    job = ClassJob(settings, str(asked.folder), seeds, allow_unsandboxed)
    graded, finished = collect(
        grade_class(job, submissions, jobs or max(1, settings.workers)),
        len(submissions),
        language,
        quiet=as_json,
    )
    try:
        if csv is not None:
            write_file(csv, csv_of(graded, language))
        if reports is not None:
            write_reports(graded, reports, asked.title, lang or "fa", with_hidden=with_hidden)
    finally:  # a file that cannot be written takes no verdict with it
        if as_json:
            head = {"exercise": asked.id, "version": asked.version, "students": len(submissions)}
            print_json({**head, "finished": finished, "submissions": [document_of(each) for each in graded]})
        else:
            Console(highlight=False).print(table_of(graded, language))
            typer.echo(language.say(summary(asked.title, graded, len(submissions))))
    if not finished:
        typer.echo(language.say(_INTERRUPTED), err=True)
        raise typer.Exit(INTERRUPTED)
    if any(each.verdict.status == "infrastructure" for each in graded):
        raise typer.Exit(LAB_FAILED)
