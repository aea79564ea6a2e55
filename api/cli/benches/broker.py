"""`khaneh bench broker`: the lab's broker beside Mosquitto."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.bench_results.words import FIGURE, GOAL, MEASURING, goal_cell, number_cell
from api.cli.console import print_json, say
from devices.text import Text

if TYPE_CHECKING:
    from rich.table import Table

    from benchmarks.broker.comparison import Comparison

_FIGURES = {
    "qos0_msgs_s": Text(en="QoS 0, messages/s", fa="QoS 0، پیام در ثانیه"),
    "qos0_cpu_us": Text(en="QoS 0, CPU µs/message", fa="QoS 0، پردازنده µs هر پیام"),
    "qos1_msgs_s": Text(en="QoS 1, messages/s", fa="QoS 1، پیام در ثانیه"),
    "qos1_cpu_us": Text(en="QoS 1, CPU µs/message", fa="QoS 1، پردازنده µs هر پیام"),
    "p50_ms": Text(en="1,000 messages/s: p50 ms", fa="۱۰۰۰ پیام در ثانیه: p50 ms"),
    "p99_ms": Text(en="1,000 messages/s: p99 ms", fa="۱۰۰۰ پیام در ثانیه: p99 ms"),
    "fan_in_cpu_us": Text(
        en="200 × 5/s to 1: CPU µs/message", fa="۲۰۰ × ۵ در ثانیه به ۱: پردازنده µs هر پیام"
    ),
    "fan_out_msgs_s": Text(en="1 to 200, messages/s", fa="۱ به ۲۰۰، پیام در ثانیه"),
    "idle_kb_per_connection": Text(en="2,000 idle: kB/connection", fa="۲۰۰۰ بیکار: kB هر اتصال"),
    "connects_s": Text(en="connects/s", fa="برقراری اتصال در ثانیه"),
    "connects_as_shipped_s": Text(en="connects/s, as shipped", fa="برقراری اتصال در ثانیه، معمول"),
}
_OURS = Text(en="Ours", fa="واسط ما")
_RATIO = Text(en="Ratio", fa="نسبت")


def broker(
    quick: Annotated[bool, typer.Option("--quick", help="Fewer and shorter rounds: rough figures.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON document.")] = False,
) -> None:
    """Measure the lab's broker and, where it is installed, Mosquitto, in turn and with the same load.

    It takes about two minutes (half a minute with --quick), in which the machine should do nothing else.

    Examples: khaneh bench broker · khaneh bench broker --quick --json
    """
    from benchmarks.broker.comparison import compare
    from benchmarks.broker.measurements import FULL, QUICK

    comparison = compare(
        QUICK if quick else FULL,
        lambda measurement: typer.echo(say(MEASURING.format(name=measurement.name)), err=True),
    )
    if as_json:
        print_json(comparison.as_dict())
    else:
        _print(comparison)


def _print(comparison: Comparison) -> None:
    from rich.console import Console

    console = Console()
    console.print(_table(comparison))
    for remark in comparison.remarks:
        console.print(say(remark), highlight=False)


def _table(comparison: Comparison) -> Table:
    from rich.table import Table

    table = Table(say(FIGURE))
    for heading in (say(_OURS), "Mosquitto", say(_RATIO)):
        table.add_column(heading, justify="right")
    table.add_column(say(GOAL))
    goals = {judgement.goal.figure: goal_cell(judgement) for judgement in comparison.judgements}
    for figure, name in _FIGURES.items():
        theirs = (comparison.mosquitto or {}).get(figure)
        ours = comparison.ours[figure]
        table.add_row(
            say(name),
            number_cell(ours),
            "" if theirs is None else number_cell(theirs),
            "" if theirs is None else f"{ours / theirs:.2f}",
            goals.get(figure, ""),
        )
    return table
