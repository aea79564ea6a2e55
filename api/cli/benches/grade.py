"""`khaneh bench grade`: how long a simulated day takes to be graded, by style of program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.bench_results.words import FIGURE, GOAL, MEASURING, goal_cell, number_cell
from api.cli.console import print_json, say
from devices.text import Text

if TYPE_CHECKING:
    from rich.table import Table

    from benchmarks.grade.result import Result

_STYLE = Text(en="Style of program", fa="سبک برنامه")
_WALL = Text(en="Wall s", fa="ثانیه")
_CPU = Text(en="CPU s", fa="ثانیهٔ پردازنده")
_IDENTICAL = Text(en="Same trace", fa="رویدادهای یکسان")
_REACHED = Text(en="Reached", fa="به‌دست‌آمده")
_FIGURES = {
    "p50_wall_s": Text(en="A run, median of the styles: wall s", fa="یک اجرا، میانهٔ سبک‌ها: ثانیه"),
    "max_wall_s": Text(en="A run, slowest style: wall s", fa="یک اجرا، کندترین سبک: ثانیه"),
    "runs_per_hour_core": Text(en="Runs an hour and core", fa="اجرا در ساعت برای هر هسته"),
    "memory_mb": Text(en="Memory of a grading: MB", fa="حافظهٔ یک تصحیح: مگابایت"),
    "slowest_rule_s": Text(
        en="A rule on 100,000 samples, slowest: s", fa="یک قاعده روی ۱۰۰٬۰۰۰ نمونه، کندترین: ثانیه"
    ),
    "lost": Text(en="Many at once: lost", fa="بسیار هم‌زمان: گم‌شده"),
    "wrong": Text(en="Many at once: otherwise than alone", fa="بسیار هم‌زمان: متفاوت با اجرای جداگانه"),
}


def grade(
    quick: Annotated[bool, typer.Option("--quick", help="Fewer rounds: rough figures.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON document.")] = False,
) -> None:
    """Measure grading: seconds of a simulated day for each style of program, and 300 submissions at once.

    It takes about fifteen minutes (two with --quick), in which the machine should do nothing else.

    Examples: khaneh bench grade · khaneh bench grade --quick --json
    """
    from benchmarks.grade.measurements import FULL, QUICK
    from benchmarks.grade.result import measure_grading

    result = measure_grading(
        QUICK if quick else FULL,
        lambda name: typer.echo(say(MEASURING.format(name=name)), err=True),
    )
    if as_json:
        print_json(result.as_dict())
    else:
        _print(result)


def _print(result: Result) -> None:
    from rich.console import Console

    from benchmarks.grade.result import CONDITIONS

    console = Console()
    console.print(_styles(result))
    console.print(_goals(result))
    console.print(say(CONDITIONS), highlight=False)


def _styles(result: Result) -> Table:
    from rich.table import Table

    table = Table(say(_STYLE))
    for heading in (_WALL, _CPU, _IDENTICAL):
        table.add_column(say(heading), justify="right")
    for name, style in (*result.styles.items(), ("motion-light", result.motion_light)):
        table.add_row(
            name, number_cell(style.wall_s), number_cell(style.cpu_s), "✓" if style.identical else "✗"
        )
    return table


def _goals(result: Result) -> Table:
    from rich.table import Table

    table = Table(say(FIGURE))
    table.add_column(say(_REACHED), justify="right")
    table.add_column(say(GOAL))
    goals = {judgement.goal.figure: goal_cell(judgement) for judgement in result.judgements}
    for figure, name in _FIGURES.items():
        table.add_row(say(name), number_cell(result.figures[figure]), goals[figure])
    return table
