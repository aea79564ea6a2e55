"""What a scenario's script does, and when, in words for who looks it through."""

from __future__ import annotations

from devices.text import Text, persian_number
from simulator.floor_plan import FloorPlan
from simulator.quantities import SECOND_MS
from simulator.script_entry import Condition, ScriptEntry

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
    """What happens, by the titles of the house's things; names of values stay as programs know them."""
    titles = _titles(plan)
    subject = entry.device or entry.fixture or entry.room or entry.person
    if subject is None:
        what = f"network: {entry.network}" if entry.network else f"broker: {entry.broker}"
        return Text(en=what, fa=what)
    values = ", ".join(f"{name}: {value}" for name, value in (entry.set or {}).items())
    goes = titles.get(entry.go or "", Text(en=entry.go or "", fa=entry.go or ""))
    title = titles.get(subject, Text(en=subject, fa=subject))
    what = values or entry.hand or entry.breaks or entry.incident or ""
    if entry.mends:
        return Text(en=f"{title.en}: {entry.mends} mended", fa=f"{title.fa}: رفع {entry.mends}")
    if entry.go:
        return Text(en=f"{title.en} goes: {goes.en}", fa=f"رفتن {title.fa}: {goes.fa}")
    return Text(en=f"{title.en}: {what}", fa=f"{title.fa}: {what}")


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
