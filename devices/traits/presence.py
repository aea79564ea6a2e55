"""Traits of presence: motion that an infrared sensor notices, and people that a radar sees."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.property import AT_ONCE, Access, Property
from devices.reading import instant, number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS

_BRIGHT_LX = 50.0


def occupancy(blind_s: int, timeout_s: int) -> Trait:
    """Motion: after a detection the sensor is blind for `blind_s`; each detection is told, repeated or not.

    Occupancy ends `timeout_s` after the last detection. Both in seconds.
    """
    blind_ms, timeout_ms = blind_s * 1000, timeout_s * 1000

    def notice(values: Values, around: Surroundings) -> Change | None:
        if around.now_ms < instant(values, "blind_until_ms"):
            return None
        return Change(
            values={
                "occupancy": True,
                "blind_until_ms": around.now_ms + blind_ms,
                "clear_at_ms": around.now_ms + timeout_ms,
            },
            tell=("occupancy",),
            wake_after_ms=timeout_ms,
            wake_with="occupancy_timeout",
        )

    def clear(values: Values, around: Surroundings) -> Change | None:
        detected_again_since = around.now_ms < instant(values, "clear_at_ms")
        return None if detected_again_since else Change({"occupancy": False}, tell=("occupancy",))

    return Trait(
        properties=(_occupancy(Access.PUBLISHED),),
        memory={"blind_until_ms": 0, "clear_at_ms": 0},
        react={"motion": notice, "occupancy_timeout": clear},
        hands={"walk_in": "motion"},
    )


def presence() -> Trait:
    """People in the room, those who sit still included, as a millimetre-wave radar sees them.

    `occupancy` ends `occupancy_timeout` seconds after it last saw somebody. The stimulus `people` says that
    somebody came in or went out; without it the radar notices at the next full minute.
    """
    return Trait(
        properties=(
            _occupancy(Access.PUBLISHED | Access.GETTABLE),
            Property(
                name="occupancy_timeout",
                kind="numeric",
                title=Text(en="Occupancy timeout", fa="مهلت پایان حضور"),
                description=Text(
                    en="Occupied to unoccupied delay", fa="چند ثانیه پس از رفتن همه، حضور پایان می‌یابد"
                ),
                access=EVERY_ACCESS,
                unit="s",
                minimum=15,
                maximum=65_535,
                step=1,
                initial=60,
                reporting=AT_ONCE,
            ),
            Property(
                name="illumination",
                kind="enum",
                title=Text(en="Illumination", fa="میزان روشنایی"),
                description=Text(
                    en="Only updated when occupancy is detected", fa="تنها هنگام دریافت حضور تازه می‌شود"
                ),
                choices=("dim", "bright"),
                initial="dim",
                reporting=AT_ONCE,
            ),
        ),
        memory={"seen_at_ms": 0},
        sense=_look,
        follows={"room.people": 0, "room.illuminance_lx": _BRIGHT_LX / 20},
        react={"motion": _see_motion, "people": _count, "radar_timeout": _give_up},
        hands={"walk_in": "motion"},
    )


def _occupancy(access: Access) -> Property:
    return Property(
        name="occupancy",
        kind="binary",
        title=Text(en="Occupancy", fa="حضور"),
        description=Text(
            en="Indicates whether the device detected occupancy",
            fa="نشان می‌دهد که حسگر، حضور کسی را دریافته است یا نه",
        ),
        access=access,
        initial=False,
        reporting=AT_ONCE,
    )


def _look(values: Values, around: Surroundings) -> Values:
    if around.room.people > 0:
        return {
            "occupancy": True,
            "illumination": "bright" if around.room.illuminance_lx >= _BRIGHT_LX else "dim",
            "seen_at_ms": around.now_ms,
        }
    alone_ms = around.now_ms - instant(values, "seen_at_ms")
    is_over = alone_ms >= number(values, "occupancy_timeout") * 1000
    return {"occupancy": False} if is_over else {}


def _see_motion(values: Values, around: Surroundings) -> Change:
    """Whoever moves is there, even before the radar could tell how many they are."""
    return _seen_until(around.now_ms, values)


def _count(values: Values, around: Surroundings) -> Change:
    """Somebody came in, which `_look` sees, or went out, and was seen until now."""
    return Change({}) if around.room.people > 0 else _seen_until(around.now_ms, values)


def _seen_until(now_ms: int, values: Values) -> Change:
    """It tells that somebody is there once, and not at each movement."""
    news = {} if values["occupancy"] is True else {"occupancy": True}
    return Change(
        {**news, "seen_at_ms": now_ms},
        wake_after_ms=round(number(values, "occupancy_timeout") * 1000),
        wake_with="radar_timeout",
    )


def _give_up(values: Values, around: Surroundings) -> Change:
    """Time to look whether anybody is there still; `_look` decides."""
    return Change({})
