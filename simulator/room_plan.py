"""Where a room lies, as a house file says it: `plan: [x, y, width, height]` in metres."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from devices.text import Text
from simulator.mistakes import WrongValue
from simulator.rectangle import TOUCHING_M, Rectangle

_FOUR_NUMBERS = Text(
    en="should be [x, y, width, height] in metres: its north-west corner, x towards the east and y towards "
    "the south, then its width and height, each more than 0",
    fa="باید به شکل [x, y, width, height] و بر حسب متر باشد: گوشهٔ شمال غربی اتاق "
    "(x به سوی شرق و y به سوی جنوب) و سپس پهنا و درازای آن که هر دو بیشتر از 0 است",
)
_OVERLAPS = Text(
    en="overlaps {other}, which takes up x {west} to {east} and y {north} to {south}; rooms may only touch",
    fa="روی اتاق {other} می‌افتد که x از {west} تا {east} و y از {north} تا {south} را گرفته است؛ "
    "اتاق‌ها تنها می‌توانند به هم بچسبند",
)
_ALL_OR_NONE = Text(
    en="is required, as other rooms of the house have one; or leave plan out of all of them",
    fa="باید نوشته شود، چون اتاق‌های دیگر خانه plan دارند؛ یا plan را از همهٔ آن‌ها بردارید",
)


def _read(written: Any) -> Rectangle:
    if (
        isinstance(written, list | tuple)
        and len(written) == 4
        and all(_is_number(each) for each in written)
        and min(written[2:]) > TOUCHING_M
    ):
        return Rectangle(*(float(each) for each in written))
    raise WrongValue(_FOUR_NUMBERS)


def _is_number(written: Any) -> bool:
    return isinstance(written, int | float) and not isinstance(written, bool) and math.isfinite(written)


RoomPlan = Annotated[
    Rectangle,
    PlainValidator(_read),
    PlainSerializer(list),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "number"},
            "minItems": 4,
            "maxItems": 4,
            "description": "x, y, width, height in metres: the north-west corner (x to the east, y to the "
            "south), then the size",
        }
    ),
]


def wrong_in_plans(plans: Mapping[str, Rectangle | None]) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Where rooms lie on each other or only some of them have a place: location and what is wrong."""
    drawn = {name: plan for name, plan in plans.items() if plan is not None}
    before: dict[str, Rectangle] = {}
    for name in plans if drawn else ():
        if name not in drawn:
            yield ("rooms", name, "plan"), _ALL_OR_NONE
            continue
        for other, its in before.items():
            if drawn[name].overlaps(its):
                yield ("rooms", name, "plan"), _overlap(other, its)
        before[name] = drawn[name]


def _overlap(other: str, its: Rectangle) -> Text:
    edges = {"west": its.x, "east": its.east, "north": its.y, "south": its.south}
    return _OVERLAPS.format(other=other, **{edge: _as_written(at) for edge, at in edges.items()})


def _as_written(metres: float) -> float:
    whole = round(metres, 2)
    return int(whole) if whole.is_integer() else whole
