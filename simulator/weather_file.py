"""The weather file that a scenario names: an EPW file of EnergyPlus, or a table with named columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from devices.text import Text
from simulator.mistakes import FileMistaken, Mistake, unknown
from simulator.weather_csv import read_csv
from simulator.weather_epw import read_epw
from simulator.weather_record import WeatherRecord
from simulator.yaml_file import mistaken, stays_below

_READERS = {".csv": read_csv, ".epw": read_epw}
_ENDING = Text(en="{file} should end in .csv or .epw", fa="نام فایل {file} باید به .csv یا .epw پایان یابد")
_UNREADABLE = Text(en="cannot be read as text in UTF-8 ({why})", fa="به‌صورت متن UTF-8 خواندنی نیست ({why})")


def read_weather(path: Path) -> WeatherRecord:
    """The weather in a CSV or EPW file. Raises FileMistaken."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise FileMistaken([Mistake(str(path), None, "", _ENDING.format(file=path.name))])
    # The names of towns in EPW files are often in other encodings; no number depends on them.
    errors = "replace" if reader is read_epw else "strict"
    try:
        text = path.read_text(encoding="utf-8-sig", errors=errors)
    except (OSError, UnicodeDecodeError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else str(wrong)
        raise FileMistaken([Mistake(str(path), None, "", _UNREADABLE.format(why=why))]) from None
    return reader(text.splitlines(), str(path))


def load_weather(values: Mapping[str, Any], content: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    """The values of a scenario with the file that its weather names read. Raises FileMistaken.

    `where` is the scenario's own file and `content` what stands in it, for the lines of mistakes.
    """
    weather = values.get("weather")
    name = weather.get("file") if isinstance(weather, Mapping) else None
    if not isinstance(weather, Mapping) or not isinstance(name, str):
        return values
    folder = Path(where).parent
    path = folder / name
    if not (stays_below(name) and path.is_file()):
        known = sorted(each.name for each in folder.glob("*") if each.suffix.lower() in _READERS)
        raise mistaken([(("weather", "file"), unknown(name, known))], content, where)
    return {**values, "weather": {**weather, "file": read_weather(path)}}
