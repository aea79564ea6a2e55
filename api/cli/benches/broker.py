"""`khaneh bench broker`: the lab's broker beside Mosquitto."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import print_json, say
from devices.text import Text

if TYPE_CHECKING:
    from rich.table import Table

    from benchmarks.broker.comparison import Comparison
    from benchmarks.broker.goals import Judgement

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
_MEASURING = Text(en="Measuring {name} …", fa="اندازه‌گیری {name} …")
_FIGURE = Text(en="Figure", fa="رقم")
_OURS = Text(en="Ours", fa="واسط ما")
_RATIO = Text(en="Ratio", fa="نسبت")
_GOAL = Text(en="Goal", fa="هدف")
_MET = Text(en="{goal}: met", fa="{goal}: رسیده")
_MISSED = Text(en="{goal}: missed by {percent:.0f} %", fa="{goal}: نرسیده، {percent:.0f}٪ فاصله")


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
        lambda measurement: typer.echo(say(_MEASURING.format(name=measurement.name)), err=True),
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

    table = Table(say(_FIGURE))
    for heading in (say(_OURS), "Mosquitto", say(_RATIO)):
        table.add_column(heading, justify="right")
    table.add_column(say(_GOAL))
    goals = {judgement.goal.figure: _goal(judgement) for judgement in comparison.judgements}
    for figure, name in _FIGURES.items():
        theirs = (comparison.mosquitto or {}).get(figure)
        ours = comparison.ours[figure]
        table.add_row(
            say(name),
            _number(ours),
            "" if theirs is None else _number(theirs),
            "" if theirs is None else f"{ours / theirs:.2f}",
            goals.get(figure, ""),
        )
    return table


def _goal(judgement: Judgement) -> str:
    goal = f"{'≥' if judgement.goal.kind == 'at_least' else '≤'} {judgement.goal.bound:g}"
    words = _MET if judgement.met else _MISSED
    return say(words.format(goal=goal, percent=100 * judgement.missed_by))


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 1_000 else f"{figure:.2f}"
