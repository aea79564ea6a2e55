"""`khaneh regrade`: stored submissions, graded again after a fix."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import print_json
from api.cli.grading.language import Lang, spoken
from api.exit_status import INTERRUPTED
from devices.text import Text
from exercises.reports.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from api.services.regrading import Regraded

_GRADING = Text(en="grading", fa="تصحیح")
_NOTHING = Text(en="Nothing changes: {looked} submissions.", fa="در {looked} پاسخ چیزی تغییر نمی‌کند.")
_PREVIEW = Text(
    en="{changed} of {looked} submissions change. Nothing was written: --apply gives these verdicts.",
    fa="از {looked} پاسخ، نتیجهٔ {changed} پاسخ تغییر می‌کند. چیزی ثبت نشد: با --apply این نتیجه‌ها ثبت می‌شود.",
)
_APPLIED = Text(
    en="{applied} of {looked} submissions have a new verdict; the old ones are kept.",
    fa="از {looked} پاسخ، {applied} پاسخ نتیجهٔ تازه گرفت؛ نتیجه‌های پیشین نگه داشته شده‌اند.",
)
_INTERRUPTED = Text(
    en="Interrupted: run it again for those that are left.", fa="قطع شد: برای بقیه دوباره اجرا کنید."
)


def regrade(
    exercise: Annotated[str, typer.Argument(help="Id of the exercise, or its folder.")],
    classroom: Annotated[
        str | None, typer.Option("--class", metavar="CODE", help="Of this class only, by its code or id.")
    ] = None,
    submission: Annotated[
        list[str], typer.Option(metavar="ID", help="This submission only; repeatable.")
    ] = [],  # noqa: B006 – Typer's own form of a repeatable option
    apply: Annotated[bool, typer.Option("--apply", help="Give the new verdicts.")] = False,
    data: Annotated[Path | None, typer.Option(help="Folder of the database and the secrets.")] = None,
    lang: Lang = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Grade stored submissions with the present exercise and grader, and show whose verdict changes.

    Nothing is written without --apply; with it, each new verdict stands beside the old one, which no longer
    counts. May be interrupted and repeated, and works beside a running lab.

    Example: khaneh regrade motion-light --class K7Q2M --apply
    """
    from rich.console import Console

    from api.cli.grading.regrade_table import document_of, table_of
    from api.regrading_desk import RegradingDesk

    language = spoken(lang)
    with RegradingDesk(data) as desk:
        asked = desk.exercise(exercise)
        looked = desk.submissions(asked, classroom, submission)
        written = desk.record if apply else _keep
        coming = desk.regrade(asked, looked)
        changed, applied, finished = _collect(coming, written, len(looked), language, quiet=as_json)
    if as_json:
        print_json(
            {
                "exercise": asked.id,
                "version": asked.version,
                "looked_at": len(looked),
                "applied": applied,
                "finished": finished,
                "changes": [document_of(each) for each in changed],
            }
        )
    else:
        if changed:
            Console(highlight=False).print(table_of(changed, language))
        template = _APPLIED if apply else _PREVIEW if changed else _NOTHING
        typer.echo(language.say(template.format(changed=len(changed), applied=applied, looked=len(looked))))
    if not finished:
        typer.echo(language.say(_INTERRUPTED), err=True)
        raise typer.Exit(INTERRUPTED)


def _keep(_: Regraded) -> bool:
    """A preview writes nothing."""
    return False


def _collect(
    coming: Iterator[Regraded],
    record: Callable[[Regraded], bool],
    submissions: int,
    language: Language,
    *,
    quiet: bool,
) -> tuple[list[Regraded], int, bool]:
    """What changes, how much of that was written, and whether all were looked at: Ctrl-C ends it."""
    from rich.console import Console
    from rich.progress import Progress

    changed: list[Regraded] = []
    applied = 0
    with Progress(
        console=Console(stderr=True), disable=quiet or not sys.stderr.isatty(), transient=True
    ) as bar:
        task = bar.add_task(language.say(_GRADING), total=submissions)
        try:
            for each in coming:
                if each.change.matters:
                    changed.append(each)
                    applied += record(each)
                bar.advance(task)
        except KeyboardInterrupt:
            return changed, applied, False
    return changed, applied, True
