"""`khaneh run`: a scenario as fast as possible."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from api.cli.console import print_json, say
from api.cli.run_results.consumption import Consumption
from api.errors import ApiError
from api.output_files import write_file
from api.settings import prefers_persian
from devices.text import Text
from simulator.engine import Engine
from simulator.mistakes import WrongValue
from simulator.pace import wall_s
from simulator.picture.drawing import Language, draw_run
from simulator.picture.page import run_page
from simulator.quantities import HOUR_MS, duration_ms
from simulator.replay import Recording, read_recording, replay
from simulator.scenario import load_scenario
from simulator.world.heat_record import HeatSummary

_REPLAYED = Text(
    en="Replayed {actions} actions of a live house; its trace was the same wherever the recording tells of "
    "it, {hashes} times.",
    fa="{actions} کنش خانهٔ زنده بازپخش شد؛ رویدادها در هر {hashes} جایی که ضبط از آن‌ها می‌گوید همان بود.",
)


class DurationRefused(ApiError):
    """An option carries no duration. Fields: option, value, wrong (Text)."""

    code = "duration_refused"
    words = Text(en="{option} {value}: {wrong}.", fa="{option} {value}: {wrong}.")


class ParameterRefused(ApiError):
    """`--set` without a value. Fields: written."""

    code = "parameter_refused"
    words = Text(
        en="--set {written}: expected a name and a value, such as guests=4.",
        fa="--set {written}: باید نام و مقدار باشد، مانند guests=4.",
    )


def run(
    scenario: Annotated[str, typer.Argument(help="A scenario of the lab, or the path of a scenario file.")],
    duration: Annotated[str | None, typer.Option("--for", help="How long, such as 24h or 90m.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Other chances than the scenario's own.")] = None,
    trace: Annotated[Path | None, typer.Option(help="Write what happened, one event a line.")] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw what happened, as a picture (.svg) or a page (.html).")
    ] = None,
    parameters: Annotated[
        list[str],
        typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the scenario; repeatable."),
    ] = [],  # noqa: B006 – Typer's own form of a repeatable option
    recorded: Annotated[
        Path | None,
        typer.Option(
            "--replay",
            metavar="FILE",
            help="Do at the same instants what was done in a live house: its recording, from "
            "`khaneh lab recording`. Its seed counts, and without --for it ends where the recording does.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Run a scenario as fast as possible.

    A recording holds the hash of the live house's trace now and then; where the replay comes to another,
    it says so and ends with status 1.

    Examples: khaneh run winter-day --plot day.html · khaneh run my.yaml --for 7d --set guests=4 --json ·
    khaneh run winter-day --replay lab.jsonl
    """
    loaded = load_scenario(scenario, dict(map(_parameter, parameters)))
    if seed is not None:
        loaded = loaded.with_seed(seed)
    recording = None if recorded is None else read_recording(recorded)
    if recording is not None:
        loaded = recording.of(loaded)
    usual_ms = loaded.duration_ms if recording is None else recording.end_ms
    until_ms = usual_ms if duration is None else _milliseconds(duration)
    done = None if recording is None else recording.until(until_ms)
    engine = Engine(loaded)
    started_s = wall_s()
    _run(engine, until_ms, done, shows_progress=not as_json)
    took_s = wall_s() - started_s
    if trace is not None:
        write_file(trace, "".join(event.line() + "\n" for event in engine.trace.events))
    if plot is not None:
        write_file(plot, _draw(engine, until_ms, plot))
    consumption = Consumption.of(engine)
    result = {
        "scenario": scenario,
        "seed": loaded.seed,
        "trace_sha256": engine.trace.sha256(),
        "events": len(engine.trace.events),
        "simulated_s": until_ms / 1000,
        "wall_s": round(took_s, 3),
        **_heat(engine.world.heat_summary()),
        **consumption.as_document(),
        **_replayed(done),
    }
    if as_json:
        print_json(result)
    else:
        summary = Text(
            en="{title}: {hours} h in {seconds} s, {events} events.\n{consumption}.\nTrace: {sha256}",
            fa="{title}: {hours} ساعت در {seconds} ثانیه، {events} رویداد.\n"
            "{consumption}.\nچکیدهٔ رویدادها: {sha256}",
        )
        typer.echo(
            say(
                summary.format(
                    title=loaded.title,
                    hours=round(until_ms / 3_600_000, 2),
                    seconds=result["wall_s"],
                    events=result["events"],
                    consumption=consumption.says,
                    sha256=result["trace_sha256"],
                )
            )
        )
        if done is not None:
            typer.echo(say(_REPLAYED.format(actions=done.actions, hashes=done.hashes)))


def _run(engine: Engine, until_ms: int, done: Recording | None, *, shows_progress: bool) -> None:
    """Run in slices of simulated time, with a bar on a terminal."""
    title = say(engine.scenario.title)
    with Progress(disable=not shows_progress or not sys.stderr.isatty(), console=Console(stderr=True)) as bar:
        task = bar.add_task(title, total=until_ms)
        for reached_ms in () if done is None else replay(done, engine):
            bar.update(task, completed=reached_ms)
        while engine.now_ms < until_ms:
            engine.run_until(min(until_ms, engine.now_ms + HOUR_MS))
            bar.update(task, completed=engine.now_ms)


def _replayed(done: Recording | None) -> dict[str, Any]:
    return {} if done is None else {"replayed": {"actions": done.actions, "hashes": done.hashes}}


def _draw(engine: Engine, until_ms: int, plot: Path) -> str:
    language: Language = "fa" if prefers_persian() else "en"
    if plot.suffix.lower() not in (".html", ".htm"):
        return draw_run(engine.trace, engine.scenario, until_ms, language)
    counted: dict[Text, object] = {
        Text(en="Simulated hours", fa="ساعت‌های شبیه‌سازی‌شده"): round(until_ms / HOUR_MS, 2),
        Text(en="Events", fa="رویدادها"): len(engine.trace.events),
        Text(en="Trace (SHA-256)", fa="چکیدهٔ رویدادها (SHA-256)"): engine.trace.sha256(),
    }
    return run_page(engine.trace, engine.scenario, until_ms, counted, language)


def _parameter(written: str) -> tuple[str, str]:
    name, separator, value = written.partition("=")
    if not separator:
        raise ParameterRefused(written=written)
    return name, value


def _heat(summary: HeatSummary) -> dict[str, Any]:
    """What ideal heating and cooling gave, and how warm each room was, in °C."""
    return {
        "heating_kwh": round(summary.heating_kwh, 3),
        "cooling_kwh": round(summary.cooling_kwh, 3),
        "heating_peak_w": round(summary.heating_peak_w, 1),
        "cooling_peak_w": round(summary.cooling_peak_w, 1),
        "rooms": {
            room: {
                "temperature_min": round(span.coldest_c, 2),
                "temperature_mean": round(span.mean_c, 2),
                "temperature_max": round(span.warmest_c, 2),
            }
            for room, span in summary.rooms.items()
        },
    }


def _milliseconds(written: str) -> int:
    try:
        return duration_ms(written)
    except WrongValue as wrong:
        raise DurationRefused(option="--for", value=written, wrong=wrong.wrong) from None
