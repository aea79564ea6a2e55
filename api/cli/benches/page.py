"""`khaneh bench page`: how light the page is on a slow computer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.bench_results.words import FIGURE, GOAL, MEASURING, goal_cell, number_cell
from api.cli.console import print_json, say
from devices.text import Text

if TYPE_CHECKING:
    from benchmarks.page.result import Result

_REACHED = Text(en="Reached", fa="به‌دست‌آمده")
_FIGURES = {
    "list_kb": Text(en="List of exercises: kB", fa="فهرست تمرین‌ها: کیلوبایت"),
    "workbench_kb": Text(en="Workbench: kB", fa="میز کار: کیلوبایت"),
    "list_s": Text(en="List of exercises: s until one can write", fa="فهرست تمرین‌ها: ثانیه تا بتوان نوشت"),
    "workbench_s": Text(en="Workbench: s until one can write", fa="میز کار: ثانیه تا بتوان نوشت"),
    "busy_percent": Text(en="Main thread with a living house: %", fa="رشتهٔ اصلی با خانهٔ زنده: ٪"),
    "messages_per_s": Text(en="Messages a second", fa="پیام در ثانیه"),
    "devices": Text(en="Devices in the house", fa="دستگاه‌های خانه"),
}


def page(
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON document.")] = False,
) -> None:
    """Measure what the page sends, how soon one can work with it, and how busy it keeps a slow computer.

    It takes two minutes, in which the machine should do nothing else, and needs Chromium and Playwright.

    Examples: khaneh bench page · khaneh bench page --json
    """
    from api.whole_lab import whole_lab
    from benchmarks.page.measure import EXERCISE, EXERCISE_FOLDER, measure_page

    with tempfile.TemporaryDirectory(prefix="khaneh-") as folder, whole_lab(Path(folder)) as lab:
        lab.publish(EXERCISE, EXERCISE_FOLDER)
        result = measure_page(
            lab.under_test(), lambda name: typer.echo(say(MEASURING.format(name=say(name))), err=True)
        )
    if as_json:
        print_json(result.as_dict())
    else:
        _print(result)


def _print(result: Result) -> None:
    from rich.console import Console
    from rich.table import Table

    from benchmarks.page.result import CONDITIONS

    table = Table(say(FIGURE))
    table.add_column(say(_REACHED), justify="right")
    table.add_column(say(GOAL))
    goals = {judgement.goal.figure: goal_cell(judgement) for judgement in result.judgements}
    for figure, name in _FIGURES.items():
        table.add_row(say(name), number_cell(result.figures[figure]), goals.get(figure, ""))
    console = Console()
    console.print(table)
    console.print(say(CONDITIONS), highlight=False)
