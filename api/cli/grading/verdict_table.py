"""A verdict on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from devices.text import Text
from exercises.reports.language import Language
from exercises.reports.plain import without_tricks
from exercises.reports.words import MARKS, STATUSES
from exercises.verdict import Verdict

_HEADING = Text(
    en="{exercise}: {score} of 100, {status}. {hours} h simulated in {wall_s:.2f} s.",
    fa="{exercise}: {score} از ۱۰۰، {status}. {hours} ساعت شبیه‌سازی در {wall_s:.2f} ثانیه.",
)
_COLUMNS = (
    Text(en="run", fa="اجرا"),
    Text(en="", fa=""),
    Text(en="rule", fa="قاعده"),
    Text(en="points", fa="امتیاز"),
)
_POINTS = Text(en="{points:g} of {of:g}", fa="{points:g} از {of:g}")
_HINT = Text(en="Hint: {hint}", fa="راهنمایی: {hint}")
_UNCONFINED = Text(en="This program ran without confinement.", fa="این برنامه بدون محصورسازی اجرا شد.")
_OUTPUT = Text(en="what the program printed", fa="آنچه برنامه چاپ کرد")


def print_verdict(verdict: Verdict, language: Language) -> None:
    """Score and status, each rule with its points, hints, and what the program printed."""
    console = Console(highlight=False)
    heading = _HEADING.format(
        exercise=f"{verdict.exercise}@{verdict.version}",
        score=verdict.score,
        status=STATUSES[verdict.status],
        hours=round(verdict.simulated_s / 3600),
        wall_s=verdict.wall_s,
    )
    console.print(language.say(heading), style="bold", markup=False)
    if verdict.reason is not None:
        console.print(without_tricks(language.say(verdict.reason.says)), style="yellow", markup=False)
    for remark in verdict.remarks:
        console.print(language.say(remark.says), style="yellow", markup=False)
    if verdict.findings:
        console.print(_table(verdict, language))
    for mistake in verdict.mistakes:
        console.print("→ " + without_tricks(language.say(mistake.says)), style="cyan", markup=False)
    if verdict.confined is None:
        console.print(language.say(_UNCONFINED), style="dim")
    if verdict.output.strip():
        console.rule(language.say(_OUTPUT), style="dim")
        console.print(without_tricks(verdict.output.rstrip()), markup=False)


def _table(verdict: Verdict, language: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in _COLUMNS:
        table.add_column(language.say(heading))
    hinted: set[str] = set()
    for finding in verdict.findings:
        points = language.say(_POINTS.format(points=round(finding.points, 1), of=round(finding.of, 1)))
        asks = Line(language.say(finding.asks))
        table.add_row(language.number(finding.run + 1), MARKS[finding.outcome], asks, points)
        if finding.outcome != "satisfied":
            table.add_row("", "", Line(without_tricks(language.say(finding.says)), style="dim"), "")
            if finding.hint is not None and finding.rule not in hinted:
                hinted.add(finding.rule)
                hint = language.say(_HINT.format(hint=finding.hint))
                table.add_row("", "", Line(hint, style="cyan"), "")
    return table
