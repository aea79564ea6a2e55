"""What the electricity of a run costs, month by month, from what the meter at the mains shows."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from devices.surroundings import Fixture
from simulator.tariff import PERIODS, Period, Tariff

_NEW_METER = Fixture(registers_kwh=(0.0,) * len(PERIODS))


class Bill(NamedTuple):
    """What a run cost."""

    imported_kwh: float = 0.0
    exported_kwh: float = 0.0
    energy_rials: float = 0.0
    monthly_rials: float = 0.0
    exported_rials: float = 0.0

    @property
    def rials(self) -> float:
        """What is to be paid."""
        return self.energy_rials + self.monthly_rials - self.exported_rials

    def plus(self, other: Bill) -> Bill:
        """Both together."""
        return Bill(*[one + another for one, another in zip(self, other, strict=True)])


class Billing:
    """The bills of a run. Months are those of the calendar that the scenario's start is written in."""

    def __init__(self, tariff: Tariff, start: datetime) -> None:
        self._tariff = tariff
        self._month = (start.year, start.month)
        self._began = _NEW_METER
        """What the meter showed when the month began."""
        self._used_kwh = tariff.used_kwh
        self._months_before = Bill()

    def turn(self, moment: datetime, meter: Fixture) -> None:
        """It is midnight or later: perhaps a month has ended."""
        month = (moment.year, moment.month)
        if month != self._month:
            self._months_before = self.bill(meter)
            self._month, self._began, self._used_kwh = month, meter, 0.0

    def price(self, period: Period, meter: Fixture) -> float:
        """Rials of the next kilowatt-hour."""
        used_kwh = self._used_kwh + meter.imported_kwh - self._began.imported_kwh
        return self._tariff.price(used_kwh, period)

    def bill(self, meter: Fixture) -> Bill:
        """All months of the run until now."""
        used = [
            now - began for now, began in zip(meter.registers_kwh, self._began.registers_kwh, strict=True)
        ]
        exported_kwh = meter.exported_kwh - self._began.exported_kwh
        month = Bill(
            imported_kwh=sum(used),
            exported_kwh=exported_kwh,
            energy_rials=self._tariff.energy_rials(used, self._used_kwh),
            monthly_rials=self._tariff.monthly_rials,
            exported_rials=exported_kwh * self._tariff.exported_rials_per_kwh,
        )
        return self._months_before.plus(month)
