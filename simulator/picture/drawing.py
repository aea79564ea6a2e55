"""A run as SVG, by hand: charts above lanes, with the clock along the top of each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from html import escape
from typing import Literal, NamedTuple

from devices.text import Text, persian_number
from simulator.picture.subjects import Chart, Lane, Line, charts, lanes
from simulator.quantities import HOUR_MS
from simulator.scenario import Scenario
from simulator.trace import Trace

Language = Literal["en", "fa"]

_WIDTH, _LEFT, _RIGHT = 1200, 260, 24
_CHART_HEIGHT, _LANE_HEIGHT, _TOP, _GAP = 190, 22, 48, 44
_COLOURS = ("#b3541e", "#1e6fb3", "#2e8b57", "#8a4fbf", "#c2185b", "#6d7b00", "#00838f", "#5d4037")
_TICKS_H = (0.25, 1, 2, 3, 6, 12, 24, 72, 168, 720, 2190)
_MOST_TICKS = 13
_MOST_POINTS = 900
"""More than the picture has pixels for is not drawn."""
_SEED = Text(en="seed {seed}", fa="بذر {seed}")


class Frame(NamedTuple):
    """From simulated time to the picture, and from its words to a language."""

    start: datetime
    until_ms: int
    language: Language

    def x(self, at_ms: float) -> float:
        """Where an instant is drawn."""
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * at_ms / max(1, self.until_ms), 1)

    def say(self, text: Text) -> str:
        """A text in the picture's language, safe in XML."""
        return escape(text.fa if self.language == "fa" else text.en)

    def number(self, value: object) -> str:
        """Digits as the language writes them."""
        return persian_number(str(value)) if self.language == "fa" else str(value)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """(position, label) of round times of day, or of days in long runs."""
        hours = self.until_ms / HOUR_MS
        step_h = next((step for step in _TICKS_H if hours / step <= _MOST_TICKS), hours)
        first = self.start.replace(minute=0, second=0, microsecond=0)
        at_ms = round((first - self.start).total_seconds() * 1000)
        while at_ms <= self.until_ms:
            if at_ms >= 0:
                yield self.x(at_ms), self.number(self._clock(at_ms, step_h))
            at_ms += round(step_h * HOUR_MS)

    def _clock(self, at_ms: int, step_h: float) -> str:
        instant = self.start + timedelta(milliseconds=at_ms)
        return f"{instant:%m-%d}" if step_h >= 24 else f"{instant:%H:%M}"


def draw_run(trace: Trace, scenario: Scenario, until_ms: int, language: Language = "en") -> str:
    """The picture of a trace, as SVG text."""
    frame = Frame(scenario.start, until_ms, language)
    charted, laned = charts(trace, scenario), lanes(trace, scenario)
    lanes_top = _TOP + len(charted) * (_CHART_HEIGHT + _GAP)
    height = lanes_top + _LANE_HEIGHT * len(laned) + 36
    seed = frame.say(_SEED.format(seed=frame.number(scenario.seed)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" direction="ltr" '
        'font-family="Vazirmatn, Tahoma, sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
        f'<text x="{_LEFT}" y="22" font-size="16">{frame.say(scenario.title)} – {seed}</text>',
    ]
    colours = _colours(charted)
    for index, chart in enumerate(charted):
        parts += _chart(chart, frame, colours, _TOP + index * (_CHART_HEIGHT + _GAP))
    parts += _hours(frame, lanes_top, _LANE_HEIGHT * len(laned))
    for index, lane in enumerate(laned):
        parts += _lane(lane, frame, lanes_top + index * _LANE_HEIGHT)
    return "\n".join([*parts, "</svg>\n"])


def _hours(frame: Frame, top: float, height: float) -> Iterator[str]:
    for x, label in frame.ticks():
        yield f'<line x1="{x}" x2="{x}" y1="{top}" y2="{top + height}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{top - 5}" text-anchor="middle" fill="#555">{label}</text>'


def _colours(charted: Iterable[Chart]) -> dict[Text, str]:
    """A colour for each place, the same in all charts."""
    titles = dict.fromkeys(line.title for chart in charted for line in chart.lines)
    return {title: _COLOURS[index % len(_COLOURS)] for index, title in enumerate(titles)}


def _chart(chart: Chart, frame: Frame, colours: Mapping[Text, str], top: float) -> Iterator[str]:
    low, high = _scale(chart)
    yield from _hours(frame, top, _CHART_HEIGHT)
    unit = f"{frame.say(chart.group.title)} ({escape(chart.group.unit)})"
    yield f'<text x="8" y="{top + 12}" font-weight="bold">{unit}</text>'
    for value in (low, (low + high) / 2, high):
        y = _y(value, low, high, top)
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="#eee"/>'
        label = frame.number(f"{value:g}")
        yield f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end" fill="#555">{label}</text>'
    for index, line in enumerate(chart.lines):
        colour = colours[line.title]
        points = " ".join(f"{x},{y}" for x, y in _points(line, frame, low, high, top))
        title = frame.say(line.title)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5">'
        yield f"<title>{title}</title></polyline>"
        yield f'<text x="8" y="{top + 32 + index * 16}" fill="{colour}">{title}</text>'


def _scale(chart: Chart) -> tuple[float, float]:
    values = [value for line in chart.lines for value in line.signal.values if value is not None]
    low, high = min(values), max(values)
    span = max(high - low, chart.group.least_span)
    step = 10 ** math.floor(math.log10(span))
    middle = (low + high) / 2
    is_never_negative = low >= 0
    low, high = min(low, middle - span / 2), max(high, middle + span / 2)
    if is_never_negative and low < 0:
        low, high = 0.0, max(high, span)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _points(line: Line, frame: Frame, low: float, high: float, top: float) -> Iterator[tuple[float, float]]:
    segments = line.signal.segments(frame.until_ms)
    every = max(1, len(segments) // _MOST_POINTS)
    for start, end, value in segments[::every]:
        if value is not None:
            y = _y(value, low, high, top)
            yield from ((frame.x(start), y), (frame.x(end), y))


def _y(value: float, low: float, high: float, top: float) -> float:
    return round(top + _CHART_HEIGHT * (high - value) / (high - low), 1)


def _lane(lane: Lane, frame: Frame, top: float) -> Iterator[str]:
    yield f'<text x="8" y="{top + 15}">{frame.say(lane.title)}</text>'
    for start, end, value in lane.bars(frame.until_ms):
        width = max(0.8, round(frame.x(end) - frame.x(start), 1))
        shade = _COLOURS[sum(map(ord, str(value))) % len(_COLOURS)]
        yield (
            f'<rect x="{frame.x(start)}" y="{top + 4}" width="{width}" height="{_LANE_HEIGHT - 8}" '
            f'fill="{shade}"><title>{escape(str(value))}</title></rect>'
        )
