"""What electricity costs: steps by the use of the month, and periods by the hour, as on an Iranian bill.

In a house file::

    tariff:
      steps:
        - {up_to_kwh: 100, rials_per_kwh: 1200}
        - {up_to_kwh: 200, rials_per_kwh: 1900}
        - {rials_per_kwh: 4800}
      seasons:
        - begins: "05-22"
          hours:
            - {from: "00:00", period: off_peak}
            - {from: "08:00", period: normal}
            - {from: "12:00", period: peak}
            - {from: "18:00", period: normal}
        - begins: "09-23"
          hours:
            - {from: "07:00", period: normal}
            - {from: "19:00", period: peak}
            - {from: "23:00", period: off_peak}
      factors: {off_peak: 0.8, normal: 1.0, peak: 1.5}
      monthly_rials: 60000
      exported_rials_per_kwh: 9000
      used_kwh: 140
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from devices.text import Text
from simulator.mistakes import WrongValue
from simulator.plan import NotNegative, Plan, Positive
from simulator.quantities import TimeOfDay

Period = Literal["normal", "peak", "off_peak"]
PERIODS: tuple[Period, ...] = ("normal", "peak", "off_peak")
"""The registers T1, T2 and T3 of an Iranian meter, in this order."""
_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_NO_DAY = Text(
    en="should be a month and a day of the Gregorian calendar such as 03-21",
    fa="باید ماه و روز میلادی مانند 03-21 باشد",
)
_RISING = Text(
    en="the limits of the steps should rise, and only the last step has none",
    fa="سقف پله‌ها باید افزایشی باشد و تنها پلهٔ آخر سقف ندارد",
)


def day_of_year(written: Any) -> str:
    """Month and day, such as `03-21`, as they are written. Raises WrongValue."""
    if isinstance(written, str) and re.fullmatch(_DAY, written):
        return written
    raise WrongValue(_NO_DAY)


DayOfYear = Annotated[
    str,
    BeforeValidator(day_of_year),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY}$", "examples": ["03-21"]}),
]


class Step(Plan):
    """A part of the month's use with a price of its own."""

    rials_per_kwh: NotNegative
    up_to_kwh: Positive | None = None
    """Where the step ends; None for the last one."""


class Hours(Plan):
    """A period that begins at this time of day and lasts until the next one begins."""

    begins_ms: TimeOfDay = Field(alias="from")
    period: Period


class Season(Plan):
    """The periods of every day from this one on, until another season begins."""

    begins: DayOfYear = "01-01"
    hours: tuple[Hours, ...] = Field(min_length=1)

    @field_validator("hours")
    @classmethod
    def _in_their_order(cls, hours: tuple[Hours, ...]) -> tuple[Hours, ...]:
        return tuple(sorted(hours, key=lambda each: each.begins_ms))


class Factors(Plan):
    """What the price of a step is multiplied by in each period."""

    normal: NotNegative = 1.0
    peak: NotNegative = 1.0
    off_peak: NotNegative = 1.0


class Tariff(Plan):
    """Prices in rials. Without steps electricity costs nothing; without seasons every hour is normal."""

    steps: tuple[Step, ...] = ()
    seasons: tuple[Season, ...] = ()
    factors: Factors = Factors()
    monthly_rials: NotNegative = 0
    """What a month costs before anything is used (آبونمان)."""
    exported_rials_per_kwh: NotNegative = 0
    """What is paid for electricity that the house feeds in."""
    used_kwh: NotNegative = 0
    """What was used in this month before the run began."""

    @model_validator(mode="after")
    def _steps_rise(self) -> Self:
        limits = [step.up_to_kwh for step in self.steps]
        inner = [limit for limit in limits[:-1] if limit is not None]
        last = limits[-1:]
        rising = [*inner, *(limit for limit in last if limit is not None)]
        if len(inner) < len(limits) - 1 or last not in ([], [None]) or rising != sorted(set(rising)):
            raise WrongValue(_RISING)
        return self

    def period_at(self, moment: datetime) -> Period:
        """Whether it is a normal, a peak or an off-peak hour."""
        season = self._season_at(moment)
        if season is None:
            return "normal"
        begun = [each for each in season.hours if each.begins_ms <= _of_day_ms(moment)]
        # Before the first period of a day the last one of the day before goes on.
        return (begun or season.hours)[-1].period

    def next_turn(self, moment: datetime) -> datetime:
        """When the period may change next: at a time of day that begins one, or at midnight."""
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        season = self._season_at(moment)
        for each in season.hours if season else ():
            if each.begins_ms > _of_day_ms(moment):
                return midnight + timedelta(milliseconds=each.begins_ms)
        return midnight + timedelta(days=1)

    def price(self, used_kwh: float, period: Period) -> float:
        """Rials of the next kilowatt-hour, after `used_kwh` of this month."""
        for step in self.steps:
            if step.up_to_kwh is None or used_kwh < step.up_to_kwh:
                return step.rials_per_kwh * self._factor(period)
        return 0.0

    def energy_rials(self, registers_kwh: Sequence[float], used_kwh: float = 0.0) -> float:
        """The price of a month's use, by period as in PERIODS, after `used_kwh` of the same month.

        The steps are filled by all periods together; each kilowatt-hour then costs the mean price of
        the steps, times the factor of its period.
        """
        used = sum(registers_kwh)
        if used <= 0:
            return 0.0
        by_steps = self._by_steps(used_kwh + used) - self._by_steps(used_kwh)
        factors = [self._factor(period) for period in PERIODS]
        weighted = sum([kwh * factor for kwh, factor in zip(registers_kwh, factors, strict=True)])
        return by_steps * weighted / used

    def _by_steps(self, used_kwh: float) -> float:
        rials = below = 0.0
        for step in self.steps:
            limit = used_kwh if step.up_to_kwh is None else min(used_kwh, step.up_to_kwh)
            rials += max(0.0, limit - below) * step.rials_per_kwh
            below = limit
        return rials

    def _factor(self, period: Period) -> float:
        factors = self.factors
        return {"normal": factors.normal, "peak": factors.peak, "off_peak": factors.off_peak}[period]

    def _season_at(self, moment: datetime) -> Season | None:
        seasons = sorted(self.seasons, key=lambda season: season.begins)
        begun = [season for season in seasons if season.begins <= f"{moment:%m-%d}"]
        return (begun or seasons)[-1] if seasons else None


def _of_day_ms(moment: datetime) -> int:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return seconds * 1000 + moment.microsecond // 1000
