"""The trait of machines that run a programme: they fill, heat, wash, rinse, spin, and say how long still."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.property import Property
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import choice, has_mains, hours_since, measured, sign, stage

_INTO_THE_ROOM = 0.35
"""Share of the energy that warms the room; the rest leaves with the warm water."""


class Phase(NamedTuple):
    """A part of a programme: what it is called, how long it takes, and what it draws meanwhile."""

    name: str
    minutes: float
    power_w: float
    water_l: float = 0.0
    sound_db: float = 0.0


_TOO_LITTLE = 0.2
"""Of the water that it asks for: the machine waits, and complains."""
Programme = tuple[Phase, ...]
_REST = Phase("none", 0, 0)


def programme_machine(programmes: Mapping[str, Programme]) -> Trait:
    """A machine with a door that is locked while it runs one of its programmes."""
    names = tuple(programmes)

    def run(values: Values, around: Surroundings) -> Values:
        programme = programmes[str(values["active_program"])]
        total_min = sum([phase.minutes for phase in programme])
        has_power = has_mains(around)
        state, done_min = str(values["operation_state"]), number(values, "done_min")
        if state == "run" and values["machine_powered"] is True:
            passed_min = 60 * hours_since(values, "machine_at_ms", around)
            done_min = min(total_min, done_min + passed_min * _pace(programme, done_min, values))
        if state == "run" and done_min >= total_min - 1e-9:
            state = "finished"
        phase = phase_at(programme, done_min) if state in ("run", "pause") else _REST
        works = state == "run" and has_power
        return {
            "operation_state": state,
            "process_phase": phase.name,
            "remaining_program_time": total_min - done_min if state in ("run", "pause") else 0.0,
            "power": phase.power_w if works else 0.0,
            "water_alarm": works and phase.water_l > 0 and around.supply < _TOO_LITTLE,
            "done_min": done_min,
            "machine_powered": has_power,
            "machine_supply": around.supply,
            "machine_at_ms": around.now_ms,
        }

    def act(values: Values, load: Load) -> Effect:
        if values["operation_state"] != "run" or values["machine_powered"] is not True:
            return Effect()
        phase = phase_at(programmes[str(values["active_program"])], number(values, "done_min"))
        heat_w = phase.power_w * _INTO_THE_ROOM
        return Effect(
            power_w=phase.power_w,
            heat_w=heat_w,
            heat_outdoors_w=phase.power_w - heat_w,
            water_l_min=phase.water_l / phase.minutes,
            sound_db=phase.sound_db,
        )

    return Trait(
        properties=_properties(names, _phase_names(programmes)),
        memory={"done_min": 0.0, "machine_powered": True, "machine_supply": 1.0, "machine_at_ms": 0},
        obey=_obey,
        sense=run,
        follows={},
        patience=lambda values: 60.0 if values["operation_state"] == "run" else math.inf,
        react={"door_open": _open, "door_close": lambda values, around: Change({"door": False})},
        hands={"open_door": "door_open", "close_door": "door_close"},
        act=act,
    )


def phase_at(programme: Programme, done_min: float) -> Phase:
    """The part of a programme that it is in after so many minutes."""
    for phase in programme:
        if done_min < phase.minutes - 1e-9:
            return phase
        done_min -= phase.minutes
    return programme[-1]


def _pace(programme: Programme, done_min: float, values: Values) -> float:
    """A machine that takes water goes on as fast as the water comes."""
    return number(values, "machine_supply") if phase_at(programme, done_min).water_l else 1.0


def _obey(values: Values, wanted: Values) -> Values:
    """Start and pause as the buttons do; another programme can be chosen only while none runs."""
    state, is_open = values["operation_state"], values["door"] is True
    is_busy = state in ("run", "pause")
    after = {"operation_state": state, **wanted}
    if is_busy and "active_program" in wanted:
        after["active_program"] = values["active_program"]
    command = wanted.get("command")
    if command == "start" and not is_open and state != "run":
        after["operation_state"] = "run"
        after |= {} if is_busy else {"done_min": 0.0}
    elif command == "pause" and state == "run":
        after["operation_state"] = "pause"
    elif command == "stop":
        after |= {"operation_state": "ready", "done_min": 0.0}
    return after


def _open(values: Values, around: Surroundings) -> Change | None:
    is_locked = values["operation_state"] == "run"
    return None if is_locked else Change({"door": True})


def _phase_names(programmes: Mapping[str, Programme]) -> tuple[str, ...]:
    names = [phase.name for programme in programmes.values() for phase in programme]
    return tuple(dict.fromkeys([_REST.name, *names]))


def _properties(names: tuple[str, ...], phases: tuple[str, ...]) -> tuple[Property, ...]:
    return (
        stage(
            "operation_state",
            Text(en="Operation state", fa="وضعیت کار"),
            Text(en="What the machine is doing", fa="کاری که دستگاه اکنون می‌کند"),
            ("ready", "run", "pause", "finished"),
        ),
        choice(
            "active_program",
            Text(en="Programme", fa="برنامه"),
            Text(en="The programme that is chosen", fa="برنامهٔ انتخاب‌شده"),
            names,
        ),
        choice(
            "command",
            Text(en="Command", fa="فرمان"),
            Text(en="Start or go on, pause, or give up", fa="شروع یا ادامه، مکث، یا پایان دادن به کار"),
            ("stop", "start", "pause"),
        ),
        stage(
            "process_phase",
            Text(en="Phase", fa="مرحله"),
            Text(en="Which part of the programme runs", fa="مرحله‌ای از برنامه که در جریان است"),
            phases,
        ),
        measured(
            "remaining_program_time",
            Text(en="Time left", fa="زمان باقی‌مانده"),
            Text(en="How long the programme still takes", fa="زمان باقی‌مانده تا پایان برنامه"),
            "min",
            minimum=0,
            change=1,
        ),
        measured(
            "power",
            Text(en="Power", fa="توان"),
            Text(en="Power that the machine draws", fa="توان مصرفی دستگاه"),
            "W",
            minimum=0,
            change=5,
        ),
        sign(
            "water_alarm",
            Text(en="Water alarm", fa="هشدار آب"),
            Text(en="It waits for water that does not come", fa="دستگاه منتظر آبی است که نمی‌آید"),
        ),
        sign(
            "door",
            Text(en="Door", fa="در"),
            Text(en="Whether its door stands open", fa="باز بودن در دستگاه"),
        ),
    )
