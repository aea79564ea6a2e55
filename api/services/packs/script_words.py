"""What a scenario's script does, and when, in words for who looks it through."""

from __future__ import annotations

from collections.abc import Mapping

from devices.text import Text, persian_number
from simulator.floor_plan import FloorPlan
from simulator.hand_words import words_of
from simulator.incidents import INCIDENTS
from simulator.quantities import SECOND_MS
from simulator.script_entry import Condition, ScriptEntry

_SENTENCE = Text(en="{subject}: {deed}", fa="{subject}: {deed}")
_GOES = Text(en="goes to {room}", fa="رفتن به {room}")
_BREAKS = Text(en="breaks ({fault})", fa="خراب می‌شود ({fault})")
_MENDS = Text(en="is mended ({fault})", fa="درست می‌شود ({fault})")
_MINUTE_S = 60
_MINUTES_OF_HOUR = 60


def time_in_words(entry: ScriptEntry) -> Text:
    """When it happens: at a time of day, again and again, or when something becomes so."""
    if entry.when is not None:
        return Text(en=f"when {_condition(entry.when)}", fa=f"وقتی {_condition(entry.when)}")
    if entry.every is not None:
        seconds = f"{entry.every / SECOND_MS:g}"
        return Text(en=f"every {seconds} s", fa=f"هر {persian_number(seconds)} ثانیه")
    clock = _clock(entry.at or 0)
    if entry.day is None:
        return Text(en=f"daily at {clock}", fa=f"هر روز ساعت {persian_number(clock)}")
    day = str(entry.day)
    return Text(en=f"day {day}, {clock}", fa=f"روز {persian_number(day)}، ساعت {persian_number(clock)}")


def deed_in_words(entry: ScriptEntry, plan: FloorPlan) -> Text:
    """What happens, to what; names of values stay as programs know them."""
    titles = _titles(plan)
    subject = entry.device or entry.fixture or entry.room or entry.person
    if subject is None:
        return _as_it_is(f"network: {entry.network}" if entry.network else f"broker: {entry.broker}")
    return _SENTENCE.format(subject=titles.get(subject, _as_it_is(subject)), deed=_deed(entry, titles))


def _deed(entry: ScriptEntry, titles: Mapping[str, Text]) -> Text:
    if entry.hand:
        return words_of(entry.hand)
    if entry.go:
        return _GOES.format(room=titles.get(entry.go, _as_it_is(entry.go)))
    if entry.incident:
        known = INCIDENTS.get(entry.incident)
        return known.title if known else _as_it_is(entry.incident)
    if entry.breaks:
        return _BREAKS.format(fault=entry.breaks)
    if entry.mends:
        return _MENDS.format(fault=entry.mends)
    return _as_it_is(", ".join(f"{name}: {value}" for name, value in (entry.set or {}).items()))


def _as_it_is(name: str) -> Text:
    return Text(en=name, fa=name)


def _titles(plan: FloorPlan) -> dict[str, Text]:
    titles = {each.name: each.title for each in plan.supplies}
    titles |= {each.name: each.title for each in plan.openings}
    titles |= {each.name: each.title for each in plan.rooms}
    titles |= {each.name: each.title for each in plan.devices}
    return titles | {each.name: each.title for each in plan.people}


def _clock(milliseconds: int) -> str:
    minutes = milliseconds // SECOND_MS // _MINUTE_S
    return f"{minutes // _MINUTES_OF_HOUR:02}:{minutes % _MINUTES_OF_HOUR:02}"


def _condition(condition: Condition) -> str:
    if condition.above is not None:
        return f"{condition.path} > {condition.above:g}"
    return (
        f"{condition.path} < {condition.below:g}"
        if condition.below is not None
        else f"{condition.path} = {condition.value}"
    )
