"""`khaneh bench live`: how much of a house, and how many houses, a core can live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.bench_results.words import FIGURE, GOAL, MEASURING, goal_cell, number_cell
from api.cli.console import print_json, say
from devices.text import Text

if TYPE_CHECKING:
    from rich.table import Table

    from benchmarks.live.life import Life

_UPDATES = Text(
    en="Flat out, {devices:,} devices: updates/s", fa="بی‌مهار، {devices:,} دستگاه: گزارش در ثانیه"
)
_FIGURES = {
    "updates_s_core": Text(en="Flat out, the least of these", fa="بی‌مهار، کمترینِ این‌ها"),
    "path_cpu_us": Text(en="From a report to its subscriber: CPU µs", fa="از گزارش تا مشترک: پردازنده µs"),
    "updates_s": Text(en="Pace of the wall: updates/s", fa="همگام با ساعت: گزارش در ثانیه"),
    "engine_core_share": Text(en="Pace of the wall: share of a core", fa="همگام با ساعت: سهم از یک هسته"),
    "lateness_p50_ms": Text(en="Pace of the wall: lateness p50 ms", fa="همگام با ساعت: دیرکرد p50 ms"),
    "lateness_p99_ms": Text(en="Pace of the wall: lateness p99 ms", fa="همگام با ساعت: دیرکرد p99 ms"),
    "alone_cpu_us": Text(en="CPU µs/update", fa="پردازنده µs هر گزارش"),
    "among_silent_cpu_us": Text(
        en="CPU µs/update, 10 × as many devices silent", fa="پردازنده µs هر گزارش، با ۱۰ برابر دستگاه خاموش"
    ),
    "idle_cost_ratio": Text(en="Ratio of these", fa="نسبت این دو"),
    "simulated_hours_per_s": Text(
        en="40 devices, 5 people: simulated hours/s", fa="۴۰ دستگاه، ۵ نفر: ساعت شبیه‌سازی در ثانیه"
    ),
    "answer_p50_ms": Text(en="Answer to a command: p50 ms", fa="پاسخ به فرمان: p50 ms"),
    "answer_p99_ms": Text(en="Answer to a command: p99 ms", fa="پاسخ به فرمان: p99 ms"),
}
_REACHED = Text(en="Reached", fa="به‌دست‌آمده")


def live(
    quick: Annotated[bool, typer.Option("--quick", help="Fewer and shorter rounds: rough figures.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON document.")] = False,
) -> None:
    """Measure live houses: updates a second, punctuality, simulated hours a second, answers to commands.

    It takes about eight minutes (two with --quick), in which the machine should do nothing else.

    Examples: khaneh bench live · khaneh bench live --quick --json
    """
    from benchmarks.live.life import measure_life
    from benchmarks.live.measurements import FULL, QUICK

    life = measure_life(
        QUICK if quick else FULL,
        lambda measurement: typer.echo(say(MEASURING.format(name=measurement.name)), err=True),
    )
    if as_json:
        print_json(life.as_dict())
    else:
        _print(life)


def _print(life: Life) -> None:
    from rich.console import Console

    from benchmarks.live.life import CONDITIONS

    console = Console()
    console.print(_table(life))
    console.print(say(CONDITIONS), highlight=False)


def _table(life: Life) -> Table:
    from rich.table import Table

    table = Table(say(FIGURE))
    table.add_column(say(_REACHED), justify="right")
    table.add_column(say(GOAL))
    goals = {judgement.goal.figure: goal_cell(judgement) for judgement in life.judgements}
    sizes = {f"updates_s_{size}": _UPDATES.format(devices=size) for size in life.plan.sizes}
    for figure, name in {**sizes, **_FIGURES}.items():
        table.add_row(say(name), number_cell(life.figures[figure]), goals.get(figure, ""))
    return table
