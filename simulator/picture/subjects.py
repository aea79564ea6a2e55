"""What of a trace is drawn: groups of lines that share a scale, and lanes, each with its title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from devices.text import Text
from simulator.house import House
from simulator.scenario import Scenario
from simulator.signal import Signal
from simulator.trace import Trace

_IDLE = (False, 0, "OFF", "idle", "closed", "outside", "off", "none", "", None)
_AND = Text(en="{thing}: {quality}", fa="{thing}: {quality}")
_OUTSIDE = Text(en="Outside", fa="بیرون")
_WHOLE_HOUSE = Text(en="Whole house", fa="کل خانه")
_ONLINE = Text(en="lost", fa="قطع")


class Group(NamedTuple):
    """Quantities drawn in one chart: title, unit, and how their paths end."""

    title: Text
    unit: str
    ending: str
    least_span: float
    """The chart's scale spans at least this much, so that noise does not look like news."""


GROUPS = (
    Group(Text(en="Temperature", fa="دما"), "°C", ".temperature", 2),
    Group(Text(en="Relative humidity", fa="رطوبت نسبی"), "%", ".humidity", 10),
    Group(Text(en="Carbon dioxide", fa="دی‌اکسید کربن"), "ppm", ".co2", 200),
    Group(Text(en="Fine particles", fa="ذرات معلق"), "µg/m³", ".pm25", 40),
    Group(Text(en="Electric power", fa="توان الکتریکی"), "W", ".power", 50),
    Group(Text(en="Sun", fa="تابش خورشید"), "W/m²", ".irradiance", 100),
)


class Line(NamedTuple):
    """One curve of a chart."""

    title: Text
    signal: Signal


class Chart(NamedTuple):
    """Curves that share a scale."""

    group: Group
    lines: tuple[Line, ...]


class Lane(NamedTuple):
    """One state in time."""

    title: Text
    signal: Signal
    idle: tuple[Any, ...] = _IDLE
    """Values that are not worth a bar."""

    def bars(self, until_ms: int) -> Iterator[tuple[int, int, Any]]:
        """(from, to, value) of what is worth a bar."""
        for start, end, value in self.signal.segments(until_ms):
            # True equals 1 and False equals 0 in Python; here they are different things.
            if not any(value is idle or (value == idle and type(value) is type(idle)) for idle in self.idle):
                yield start, end, value


def charts(trace: Trace, scenario: Scenario) -> list[Chart]:
    """The charts of a run: the true state of rooms, house and weather, where it ever changed."""
    found = []
    for group in GROUPS:
        paths = [path for path in trace.paths() if _is_true(path) and path.endswith(group.ending)]
        lines = [Line(_title_of_place(path, scenario.house), trace.signal(path)) for path in paths]
        moving = tuple(line for line in lines if len(set(line.signal.values)) > 1)
        if moving:
            found.append(Chart(group, moving))
    return found


def lanes(trace: Trace, scenario: Scenario) -> list[Lane]:
    """The lanes of a run: people, then doors and windows, then devices."""
    signals = {path: trace.signal(path) for path in trace.paths()}
    return [
        *_people(signals, scenario),
        *_openings(signals, scenario.house),
        *_devices(signals, scenario.house),
    ]


def _people(signals: dict[str, Signal], scenario: Scenario) -> Iterator[Lane]:
    for name, person in sorted(scenario.people.items()):
        if f"people.{name}.room" in signals:
            yield Lane(person.title, signals[f"people.{name}.room"])


def _openings(signals: dict[str, Signal], house: House) -> Iterator[Lane]:
    for name in house.openings:
        signal = signals.get(f"house.{name}")
        if signal is not None and "open" in signal.values:
            title = getattr(house.openings[name], "title", None) or Text(en=name, fa=name)
            yield Lane(title, signal)


def _devices(signals: dict[str, Signal], house: House) -> Iterator[Lane]:
    for name, installed in house.installed.items():
        online = signals.get(f"{name}.online")
        if online is not None:
            yield Lane(_AND.format(thing=installed.title, quality=_ONLINE), online, idle=(True, None))
        for each in installed.device.properties.values():
            signal = signals.get(f"{name}.{each.name}")
            if each.kind == "numeric" or signal is None or len(set(map(str, signal.values))) < 2:
                continue
            # `contact` is false when the door is open: that is what one wants to see.
            idle = (each.off, None) if each.kind == "binary" else (*_IDLE, each.initial)
            yield Lane(_AND.format(thing=installed.title, quality=each.title), signal, idle)


def _is_true(path: str) -> bool:
    return path.startswith(("room.", "outdoor.", "house."))


def _title_of_place(path: str, house: House) -> Text:
    place, _, rest = path.partition(".")
    if place == "room":
        return house.rooms[rest.partition(".")[0]].title
    return _OUTSIDE if place == "outdoor" else _WHOLE_HOUSE
