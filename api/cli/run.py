"""`khaneh run`: a scenario as fast as possible."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import print_json, say
from api.errors import ApiError
from devices.text import Text
from simulator.engine import Engine
from simulator.mistakes import WrongValue
from simulator.pace import wall_s
from simulator.plot import draw_run
from simulator.quantities import duration_ms
from simulator.scenario import load_scenario


class DurationRefused(ApiError):
    """An option carries no duration. Fields: option, value, wrong (Text)."""

    code = "duration_refused"
    words = Text(en="{option} {value}: {wrong}.", fa="{option} {value}: {wrong}.")


class FileUnwritable(ApiError):
    """A file for results cannot be written. Fields: file, why."""

    code = "file_unwritable"
    words = Text(en="{file} cannot be written: {why}.", fa="نوشتن در فایل {file} ممکن نیست: {why}.")


def run(
    scenario: Annotated[str, typer.Argument(help="A scenario of the lab, or the path of a scenario file.")],
    duration: Annotated[str | None, typer.Option("--for", help="How long, such as 24h or 90m.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Other chances than the scenario's own.")] = None,
    trace: Annotated[Path | None, typer.Option(help="Write what happened, one event a line.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw what happened, as an SVG picture.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Run a scenario as fast as possible."""
    loaded = load_scenario(scenario)
    if seed is not None:
        loaded = loaded.with_seed(seed)
    until_ms = loaded.duration_ms if duration is None else _milliseconds(duration)
    engine = Engine(loaded)
    started_s = wall_s()
    engine.run_until(until_ms)
    took_s = wall_s() - started_s
    if trace is not None:
        _write(trace, "".join(event.line() + "\n" for event in engine.trace.events))
    if plot is not None:
        _write(plot, draw_run(engine.trace, loaded, until_ms))
    result = {
        "scenario": scenario,
        "seed": loaded.seed,
        "trace_sha256": engine.trace.sha256(),
        "events": len(engine.trace.events),
        "simulated_s": until_ms / 1000,
        "wall_s": round(took_s, 3),
    }
    if as_json:
        print_json(result)
    else:
        summary = Text(
            en="{title}: {hours} h in {seconds} s, {events} events.\nTrace: {sha256}",
            fa="{title}: {hours} ساعت در {seconds} ثانیه، {events} رویداد.\nچکیدهٔ رویدادها: {sha256}",
        )
        typer.echo(
            say(
                summary.format(
                    title=loaded.title,
                    hours=round(until_ms / 3_600_000, 2),
                    seconds=result["wall_s"],
                    events=result["events"],
                    sha256=result["trace_sha256"],
                )
            )
        )


def _milliseconds(written: str) -> int:
    try:
        return duration_ms(written)
    except WrongValue as wrong:
        raise DurationRefused(option="--for", value=written, wrong=wrong.wrong) from None


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as wrong:
        raise FileUnwritable(file=str(path), why=wrong.strerror or "?") from None
