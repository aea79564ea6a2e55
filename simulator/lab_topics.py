"""The topics under `_lab/` of a live house, each with the JSON Schema of its payload."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from devices.text import Text

Schema = dict[str, Any]
_NUMBER: Schema = {"type": "number"}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_WORD: Schema = {"type": "string"}
_NAMES: Schema = {"type": ["string", "null"], "description": "names, parted by a comma and a space"}
_CLOCK: Schema = {
    "type": "object",
    "properties": {
        "simulated_at": {"type": "string", "format": "date-time"},
        "simulated_ms": {"type": "integer", "minimum": 0},
        "speed": {"type": "number", "minimum": 0.1, "maximum": 1000},
        "reached_speed": {"type": "number", "minimum": 0},
        "paused": {"type": "boolean"},
        "asleep": {"type": "boolean"},
        "behind_ms": {"type": "integer", "minimum": 0},
    },
    "required": ["simulated_at", "simulated_ms", "speed", "reached_speed", "paused", "asleep", "behind_ms"],
    "additionalProperties": False,
}


class LabTopic(NamedTuple):
    """A kind of topic, below `lab/<lab>/`; `<…>` stands for one level of any name."""

    topic: str
    schema: Schema
    says: Text

    def fits(self, topic: str) -> bool:
        """Whether a topic is of this kind."""
        levels = (r"[^/]+" if level.startswith("<") else re.escape(level) for level in self.topic.split("/"))
        return re.fullmatch("/".join(levels), topic) is not None


LAB_TOPICS = (
    LabTopic(
        "_lab/clock",
        _CLOCK,
        Text(
            en="time of the house, speed wanted and reached, pause, sleep, and how far it lags behind",
            fa="زمان خانه، سرعت خواسته و سرعت واقعی، توقف، خواب، و میزان عقب‌ماندگی",
        ),
    ),
    LabTopic(
        "_lab/room/<room>/incident",
        _NAMES,
        Text(en="what is happening in the room: match, spill …", fa="آنچه در اتاق رخ می‌دهد: match، spill …"),
    ),
    LabTopic(
        "_lab/room/<room>/<quantity>",
        _NUMBER,
        Text(
            en="true state of a room: temperature °C, humidity %, co2 ppm, pm25 µg/m³, co ppm, gas % LEL, "
            "sound dB, people",
            fa="وضع واقعی اتاق: temperature برحسب °C، humidity برحسب %، co2 برحسب ppm، pm25 برحسب µg/m³، "
            "co برحسب ppm، gas برحسب % LEL، sound برحسب dB و شمار people",
        ),
    ),
    LabTopic(
        "_lab/outdoor/<quantity>",
        _NUMBER,
        Text(
            en="temperature °C, humidity %, irradiance W/m²",
            fa="temperature برحسب °C، humidity برحسب % و irradiance برحسب W/m²",
        ),
    ),
    LabTopic(
        "_lab/house/<name>",
        {"type": ["number", "string"]},
        Text(
            en="open or closed of a door or window, l/min of a pipe, % of a tank or bed, W of a circuit and "
            "of the whole house (power); on or off of a breaker (<circuit>_breaker)",
            fa="open یا closed برای در و پنجره، لیتر بر دقیقه برای لوله، درصد برای مخزن و باغچه، وات برای "
            "مدار و کل خانه (power)؛ on یا off برای فیوز (<circuit>_breaker)",
        ),
    ),
    LabTopic(
        "_lab/house/<name>/open_share",
        _SHARE,
        Text(en="how far a door, window or valve stands open", fa="میزان باز بودن در، پنجره یا شیر"),
    ),
    LabTopic(
        "_lab/house/<window>/shade_share",
        _SHARE,
        Text(en="how much of the window is shaded", fa="سهم سایه‌دارشدهٔ پنجره"),
    ),
    LabTopic(
        "_lab/house/<door>/locked", {"type": "boolean"}, Text(en="whether it is locked", fa="قفل بودن در")
    ),
    LabTopic(
        "_lab/people/<person>/<quantity>",
        {"type": ["string", "null"]},
        Text(
            en="room (or outside), doing, complaint",
            fa="room (یا outside)، doing و complaint",
        ),
    ),
    LabTopic(
        "_lab/<device>/online",
        {"type": "boolean"},
        Text(en="whether the house can reach it", fa="در دسترس بودن دستگاه"),
    ),
    LabTopic(
        "_lab/<device>/fault",
        _NAMES,
        Text(en="the faults that were announced; never a hidden one", fa="نقص‌های اعلام‌شده؛ نقص پنهان هرگز"),
    ),
    LabTopic(
        "_lab/<device>/<property>",
        {"type": ["boolean", "number", "string", "null"]},
        Text(
            en="what is switched, set or noticed, as the house heard it last; measurements stand in the "
            "convention's own topics",
            fa="آنچه روشن، تنظیم یا تشخیص داده می‌شود، چنان‌که خانه آخرین بار شنیده است؛ اندازه‌گیری‌ها در "
            "topicهای خود قرارداد است",
        ),
    ),
)
"""The first that fits is the one; `_lab/mqtt/<kind>`, which comes from the broker, is in docs/broker.md."""


def lab_topic(topic: str) -> LabTopic | None:
    """The kind of a topic below `lab/<lab>/`."""
    return next((each for each in LAB_TOPICS if each.fits(topic)), None)
