"""`khaneh bench service`: a whole class hands in at once, while houses live."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.bench_results.words import FIGURE, GOAL, MEASURING, goal_cell, number_cell
from api.cli.console import print_json, say
from devices.text import Text

if TYPE_CHECKING:
    from rich.table import Table

    from benchmarks.service.result import Result

_REACHED = Text(en="Reached", fa="به‌دست‌آمده")
_REQUEST = Text(en="Request", fa="درخواست")
_COUNT = Text(en="Count", fa="تعداد")
_FIGURES = {
    "submissions": Text(en="Submissions", fa="ارسال‌ها"),
    "lost": Text(en="Lost", fa="گم‌شده"),
    "doubled": Text(en="Doubled", fa="تکراری"),
    "wrong": Text(en="Otherwise than alone", fa="متفاوت با اجرای جداگانه"),
    "live_labs": Text(en="Live houses", fa="خانه‌های زنده"),
    "p95_ms": Text(en="Requests: p95 ms", fa="درخواست‌ها: p95 ms"),
    "p50_ms": Text(en="Requests: p50 ms", fa="درخواست‌ها: p50 ms"),
    "sign_in_p95_ms": Text(en="Signing in, before: p95 ms", fa="ورود، پیش از آن: p95 ms"),
    "requests": Text(en="Requests", fa="درخواست‌ها"),
    "refused": Text(en="Refused requests", fa="درخواست‌های ردشده"),
    "seconds": Text(en="Until the last verdict: s", fa="تا آخرین نتیجه: ثانیه"),
}


def service(
    quick: Annotated[bool, typer.Option("--quick", help="A tenth of it all: rough figures.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON document.")] = False,
) -> None:
    """Measure the whole lab: 300 students hand in within a minute, 60 houses live, the teacher looks on.

    It takes about fifteen minutes (two with --quick), in which the machine should do nothing else.

    Examples: khaneh bench service · khaneh bench service --quick --json
    """
    from api.whole_lab import whole_lab
    from benchmarks.service.crowd import FULL, QUICK, measure_crowd
    from benchmarks.service.result import Result
    from benchmarks.service.student import EXERCISE, EXERCISE_FOLDER

    with tempfile.TemporaryDirectory(prefix="khaneh-") as folder, whole_lab(Path(folder)) as lab:
        lab.publish(EXERCISE, EXERCISE_FOLDER)
        result = Result(
            measure_crowd(
                lab.under_test(),
                QUICK if quick else FULL,
                lambda name: typer.echo(say(MEASURING.format(name=say(name))), err=True),
            )
        )
    if as_json:
        print_json(result.as_dict())
    else:
        _print(result)


def _print(result: Result) -> None:
    from rich.console import Console

    from benchmarks.service.result import CONDITIONS

    console = Console()
    console.print(_figures(result))
    console.print(_requests(result))
    console.print(say(CONDITIONS), highlight=False)


def _figures(result: Result) -> Table:
    from rich.table import Table

    table = Table(say(FIGURE))
    table.add_column(say(_REACHED), justify="right")
    table.add_column(say(GOAL))
    goals = {judgement.goal.figure: goal_cell(judgement) for judgement in result.judgements}
    for figure, name in _FIGURES.items():
        table.add_row(say(name), number_cell(result.figures[figure]), goals.get(figure, ""))
    return table


def _requests(result: Result) -> Table:
    from rich.table import Table

    table = Table(say(_REQUEST))
    for heading in (say(_COUNT), "p50 ms", "p95 ms"):
        table.add_column(heading, justify="right")
    for name, summary in result.crowd.meanwhile.by_name().items():
        table.add_row(name, f"{summary.requests:,}", number_cell(summary.p50_ms), number_cell(summary.p95_ms))
    return table
