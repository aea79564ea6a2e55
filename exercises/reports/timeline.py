"""The timeline of a run as shapes: where bars, lines, ticks and numbered marks stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from exercises.record import Plain
from exercises.reports.language import Language
from exercises.reports.violations import Violation
from exercises.run_result import Lane

WIDE, NARROW = 1200, 560
"""Widths of a picture of a whole run, and of a stretch beside others."""
TOP = 24
ROW = 50
BAR = 22
AXIS = 20
_FLAG = 18
_THINNEST = 1.5
_LETTER = 7.5
_TICKS_S = (10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400)
_TICK_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in which something was on, or had a value that is written on it if there is room."""

    x: float
    width: float
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One lane."""

    role: str
    label: str
    y: float
    bars: Sequence[Bar]
    path: str
    """A line for a quantity, as SVG path data; empty where there are bars."""
    scale: tuple[str, str] | None
    """The greatest and the least value of the line."""
    ticks: Sequence[float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered line and the hatched span that was watched."""

    x: float
    left: float
    width: float
    number: str
    flagged: bool
    """Whether the number is drawn: flags that would cover each other show the first only."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn."""

    width: int
    rows: Sequence[Row]
    hours: Sequence[tuple[float, str]]
    marks: Sequence[Mark]

    @property
    def height(self) -> float:
        """Of the whole picture, axis included."""
        return self.bottom + AXIS

    @property
    def bottom(self) -> float:
        """Where the lanes end."""
        return TOP + ROW * len(self.rows)


@dataclass(frozen=True, slots=True)
class Frame:
    """From seconds of the run to places in the picture."""

    from_s: float
    to_s: float
    start: datetime | None
    language: Language
    width: int = WIDE

    def x(self, at_s: float) -> float:
        """Where a moment stands; what lies outside is put on the edge."""
        inside = min(max(at_s, self.from_s), self.to_s)
        return round((inside - self.from_s) / max(0.001, self.to_s - self.from_s) * self.width, 1)

    def shows(self, from_s: float, to_s: float) -> bool:
        """Whether a stretch can be seen."""
        return to_s >= self.from_s and from_s <= self.to_s


def draw(lanes: Sequence[Lane], violations: Sequence[Violation], frame: Frame) -> Picture:
    """The picture of one stretch of a run."""
    rows = [_row(lane, TOP + ROW * index, frame) for index, lane in enumerate(lanes)]
    return Picture(frame.width, rows, list(_hours(frame)), list(_marks(violations, frame)))


def around(violation: Violation, end_s: float) -> tuple[float, float]:
    """A stretch that shows a violation with what came before and after."""
    margin = max(60.0, 0.75 * (violation.to_s - violation.from_s))
    return max(0.0, violation.from_s - margin), min(end_s, violation.to_s + margin)


def _row(lane: Lane, y: float, frame: Frame) -> Row:
    seen = [segment for segment in lane.segments if frame.shows(segment[0], segment[1])]
    numbers = [(start, end, value) for start, end, value in seen if _is_quantity(value)]
    low = min((float(value) for *_, value in numbers), default=0.0)  # type: ignore[arg-type]
    high = max((float(value) for *_, value in numbers), default=0.0)  # type: ignore[arg-type]
    return Row(
        role=lane.role,
        label=frame.language.say(lane.label),
        y=y,
        bars=[] if numbers else list(_bars(seen, frame)),
        path="".join(_line(numbers, low, high, frame)),
        scale=(frame.language.number(high), frame.language.number(low)) if numbers else None,
        ticks=sorted({frame.x(mark) for mark in lane.marks if frame.shows(mark, mark)}),
    )


def _is_quantity(value: Plain) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _bars(segments: Sequence[tuple[float, float, Plain]], frame: Frame) -> Iterator[Bar]:
    for start, end, value in segments:
        if value in (None, False, "OFF", "off"):
            continue
        x = frame.x(start)
        width = max(_THINNEST, round(frame.x(end) - x, 1))
        said = frame.language.value(value)
        times = f"{frame.language.clock(frame.start, start)} – {frame.language.clock(frame.start, end)}"
        is_switch = value in (True, "ON", "on")
        has_room = not is_switch and len(said) * _LETTER < width
        yield Bar(x, width, f"{said}: {times}", said if has_room else "")


def _line(
    numbers: Sequence[tuple[float, float, Plain]], low: float, high: float, frame: Frame
) -> Iterator[str]:
    height = BAR - 4
    for index, (start, end, value) in enumerate(numbers):
        share = 0.5 if high == low else (float(value) - low) / (high - low)  # type: ignore[arg-type]
        y = round(BAR - 2 - share * height, 1)
        yield f"{'L' if index else 'M'}{frame.x(start)} {y}H{frame.x(end)}"


def _hours(frame: Frame) -> Iterator[tuple[float, str]]:
    length = frame.to_s - frame.from_s
    step = next((step for step in _TICKS_S if length / step <= frame.width / _TICK_WIDTH), _TICKS_S[-1])
    start = frame.start
    origin = 0 if start is None else start.hour * 3600 + start.minute * 60 + start.second
    at = ceil((frame.from_s + origin) / step) * step - origin
    while at <= frame.to_s:
        time = frame.language.clock(start, at).split(" ")[0]
        yield frame.x(at), time if step < 60 else time[:5]
        at += step


def _marks(violations: Sequence[Violation], frame: Frame) -> Iterator[Mark]:
    last = float("-inf")
    for violation in violations:
        if not frame.shows(violation.from_s, violation.to_s):
            continue
        x, left = frame.x(violation.at_s), frame.x(violation.from_s)
        width = max(2.0, round(frame.x(violation.to_s) - left, 1))
        flagged = x - last >= _FLAG + 2
        last = x if flagged else last
        yield Mark(x, left, width, frame.language.number(violation.number), flagged)
