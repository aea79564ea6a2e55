"""How far a grading has come, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from devices.text import Text, persian_number
from exercises.grading import Progress as Graded
from exercises.reports.language import Language

_RUN = Text(
    en="run {run} of {runs}, {clock} h simulated", fa="اجرای {run} از {runs}، {clock} ساعت شبیه‌سازی شده"
)


@contextmanager
def shown_progress(language: Language, *, quiet: bool) -> Iterator[Callable[[Graded], None]]:
    """A bar on the error stream while the context lasts, if that is a terminal; it is told of each step."""
    disable = quiet or not sys.stderr.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=disable, transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def show(step: Graded) -> None:
            done = (step.run - 1 + step.simulated_s / max(1.0, step.total_s)) / step.runs
            done_s = int(step.simulated_s)
            clock = f"{done_s // 3600:02d}:{done_s // 60 % 60:02d}"
            spoken_clock = Text(en=clock, fa=persian_number(clock))
            text = _RUN.format(run=step.run, runs=step.runs, clock=spoken_clock)
            bar.update(task, completed=done, description=language.say(text))

        yield show
