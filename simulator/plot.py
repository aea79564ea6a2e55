"""A picture of a run, as a hand-made SVG: lines for temperatures, lanes for what was on or off."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from simulator.scenario import Scenario
from simulator.trace import Trace

_WIDTH, _LEFT, _RIGHT = 1200, 210, 20
_CHART_HEIGHT, _LANE_HEIGHT, _TOP = 240, 22, 60
_COLOURS = ("#b3541e", "#1e6fb3", "#2e8b57", "#8a4fbf", "#c2185b", "#6d7b00", "#00838f", "#5d4037")
_IDLE = (False, "OFF", "idle", "closed", "outside", "off", None)
_LANE_SUFFIXES = ("occupancy", "contact", "state", "running_state")


def draw_run(trace: Trace, scenario: Scenario, until_ms: int) -> str:
    """The picture of a trace, as SVG text."""
    curves = [
        path
        for path in trace.paths()
        if path.startswith(("room.", "outdoor.")) and path.endswith(".temperature")
    ]
    lanes = [path for path in trace.paths() if _is_lane(path)]
    height = _TOP + _CHART_HEIGHT + 40 + _LANE_HEIGHT * len(lanes) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
        f'<text x="{_LEFT}" y="24" font-size="16">{escape(scenario.title.en)} – seed {scenario.seed}</text>',
        *_hours(until_ms, height),
        *_chart(trace, curves, until_ms),
    ]
    for index, path in enumerate(lanes):
        parts += _lane(trace, path, until_ms, _TOP + _CHART_HEIGHT + 40 + index * _LANE_HEIGHT)
    return "\n".join([*parts, "</svg>\n"])


def _is_curve(path: str) -> bool:
    return path.startswith(("room.", "outdoor.")) and path.endswith(".temperature")


def _is_lane(path: str) -> bool:
    return (path.startswith(("people.", "house.")) and path != "house.power") or path.endswith(
        tuple(f".{suffix}" for suffix in _LANE_SUFFIXES)
    )


def _x(at_ms: float, until_ms: int) -> float:
    return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * at_ms / max(1, until_ms), 1)


def _hours(until_ms: int, height: int) -> Iterable[str]:
    hours = until_ms / 3_600_000
    step = next(step for step in (0.25, 1, 2, 6, 24, 168, 1e9) if hours / step <= 16)
    for tick in range(int(hours / step) + 1):
        x = _x(tick * step * 3_600_000, until_ms)
        yield f'<line x1="{x}" x2="{x}" y1="{_TOP - 12}" y2="{height - 10}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{_TOP - 16}" text-anchor="middle" fill="#555">{tick * step:g} h</text>'


def _chart(trace: Trace, curves: list[str], until_ms: int) -> Iterable[str]:
    signals = {path: trace.signal(path) for path in curves}
    values = [value for signal in signals.values() for value in signal.values]
    if not values:
        return
    low, high = min(values), max(values)
    span = max(high - low, 1.0)
    for index, (path, signal) in enumerate(signals.items()):
        colour = _COLOURS[index % len(_COLOURS)]
        points = " ".join(
            f"{_x(start, until_ms)},{round(_TOP + _CHART_HEIGHT * (high - value) / span, 1)}"
            for start, _, value in signal.segments(until_ms)
        )
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        yield f'<text x="8" y="{_TOP + 12 + index * 16}" fill="{colour}">{escape(path)}</text>'
    yield f'<text x="{_LEFT - 6}" y="{_TOP + 4}" text-anchor="end">{high:.1f} °C</text>'
    yield f'<text x="{_LEFT - 6}" y="{_TOP + _CHART_HEIGHT}" text-anchor="end">{low:.1f} °C</text>'


def _lane(trace: Trace, path: str, until_ms: int, top: int) -> Iterable[str]:
    yield f'<text x="8" y="{top + 14}">{escape(path)}</text>'
    for start, end, value in trace.signal(path).segments(until_ms):
        if not _is_idle(path, value):
            width = max(0.8, round(_x(end, until_ms) - _x(start, until_ms), 1))
            shade = _COLOURS[sum(map(ord, str(value))) % len(_COLOURS)]
            yield (
                f'<rect x="{_x(start, until_ms)}" y="{top + 3}" width="{width}" height="{_LANE_HEIGHT - 7}" '
                f'fill="{shade}"><title>{escape(str(value))}</title></rect>'
            )


def _is_idle(path: str, value: Any) -> bool:
    return value is True if path.endswith(".contact") else value in _IDLE
