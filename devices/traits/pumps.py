"""The trait of pumping water through a pipe."""

from __future__ import annotations

from typing import NamedTuple

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import has_mains, measured, stage
from devices.traits.switching import obey_state, on_off, press

_DRY_SHARE = 0.5
"""With less than this share of its flow a pump draws air."""
_DRY_POWER_SHARE = 0.45
"""A pump that moves no water is easy to turn."""
_MINUTE_MS = 60_000


class PumpSheet(NamedTuple):
    """What stands on a pump's type plate, and where it stands."""

    flow_l_min: float
    power_w: float
    heat_in_room: float
    """Share of its power that warms the room; the rest goes with the water. 0: it hangs in the well."""
    sound_db: float
    dry_stop_min: float = 2
    """It stops when it has drawn air for so long."""
    dry_rest_min: float = 30
    """So long after a dry stop it tries again."""


def pump(sheet: PumpSheet) -> Trait:
    """A pump that is switched on and off, and that protects itself from running dry."""

    def run(values: Values, around: Surroundings) -> Values:
        wants = values["state"] == "ON"
        was_running = values["pump_runs"] is True
        dry_since_ms = _dry_since(around, was_running, values, sheet.flow_l_min * _DRY_SHARE)
        rests_until_ms = number(values, "rests_until_ms") if wants else 0
        if dry_since_ms is not None and around.now_ms - dry_since_ms >= sheet.dry_stop_min * _MINUTE_MS:
            dry_since_ms = None
            rests_until_ms = around.now_ms + sheet.dry_rest_min * _MINUTE_MS
        runs = wants and has_mains(around) and around.now_ms >= rests_until_ms
        flow_l_min = around.fixture.flow_l_min if runs else 0.0
        power_w = _power_w(sheet, dry_since_ms is not None) if runs else 0.0
        return {
            "power": power_w,
            "flow": flow_l_min,
            "pump_alarm": "dry_running" if wants and rests_until_ms > around.now_ms else "none",
            "pump_runs": runs,
            "dry_since_ms": dry_since_ms if runs else None,
            "rests_until_ms": rests_until_ms,
            "pump_w": power_w,
        }

    def act(values: Values, load: Load) -> Effect:
        power_w = number(values, "pump_w")
        heat_w = power_w * sheet.heat_in_room
        sound_db = sheet.sound_db if values["pump_runs"] is True else 0.0
        return Effect(power_w=power_w, heat_w=heat_w, heat_outdoors_w=power_w - heat_w, sound_db=sound_db)

    return Trait(
        properties=_SHOWN,
        expose="switch",
        memory={"pump_runs": False, "dry_since_ms": None, "rests_until_ms": 0, "pump_w": 0.0},
        obey=obey_state,
        sense=run,
        react={"press": press},
        hands={"press": "press"},
        act=act,
        drive=lambda values: {"pumped_l_min": sheet.flow_l_min if values["pump_runs"] is True else 0.0},
    )


def _dry_since(around: Surroundings, was_running: bool, values: Values, enough_l_min: float) -> float | None:
    """Since when a running pump has been drawing air, in milliseconds."""
    if not was_running or around.fixture.flow_l_min >= enough_l_min:
        return None
    return around.now_ms if values["dry_since_ms"] is None else number(values, "dry_since_ms")


def _power_w(sheet: PumpSheet, is_dry: bool) -> float:
    return sheet.power_w * (_DRY_POWER_SHARE if is_dry else 1.0)


_SHOWN = (
    on_off(
        Text(en="State", fa="وضعیت"),
        Text(en="Whether the pump is switched on", fa="روشن یا خاموش بودن پمپ"),
    ),
    measured(
        "power",
        Text(en="Power", fa="توان"),
        Text(en="Power that the motor draws", fa="توان مصرفی موتور پمپ"),
        "W",
        minimum=0,
        sensing=Sensing(gain=0.01, resolution=1),
        change=10,
    ),
    measured(
        "flow",
        Text(en="Flow", fa="آبدهی"),
        Text(en="Water that it moves", fa="آبی که پمپ جابه‌جا می‌کند"),
        "l/min",
        minimum=0,
        sensing=Sensing(gain=0.02, resolution=0.1),
        change=1,
    ),
    stage(
        "pump_alarm",
        Text(en="Alarm", fa="هشدار"),
        Text(
            en="Why it does not run though it is switched on",
            fa="علت کار نکردن پمپ با وجود روشن بودن آن (dry_running یعنی خشک کار کردن)",
        ),
        ("none", "dry_running"),
    ),
)
