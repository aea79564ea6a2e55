"""A time of the simulated day in an exercise's file: `08:00`, or `$hour:30` with a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from simulator.quantities import DAY_MS, time_of_day_ms


@dataclass(frozen=True, slots=True)
class ClockTime:
    """What the clock of the house shows; read when it is asked for, since parameters may stand in it."""

    written: str

    @classmethod
    def parse(cls, written: str) -> ClockTime:
        """Raises WrongValue, unless a parameter has to be filled in first."""
        if "$" not in written:
            time_of_day_ms(written)
        return cls(written)

    def milliseconds(self, start: datetime, day: int) -> int:
        """Since the start of the run, on its first day or a later one. Raises WrongValue."""
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        started_ms = round((start - midnight).total_seconds() * 1000)
        return time_of_day_ms(self.written) - started_ms + (day - 1) * DAY_MS

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In files it is a string."""
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(strict=True))
