"""What the electricity that a meter has counted so far costs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from simulator.signal import Signal
from simulator.tariff import PERIODS


class BillSignal(DerivedSignal):
    """`bill: [meter.import_energy_t1, meter.import_energy_t2, meter.import_energy_t3]`, in rials.

    The registers of normal, peak and off-peak hours in kWh, priced by the steps of the house's tariff, with
    the monthly fee unless `monthly_fee: false`. What they showed at the start of the run is not charged.
    """

    keyword = "bill"
    shorthand = "of"
    example: ClassVar = SignalExample(
        signal="bill: [meter.t1, meter.t2, meter.t3]",
        run={"meter.t1": {0: 7.5, 60: 8.5}, "meter.t2": {0: 0}, "meter.t3": {0: 0}},
        values={0: 0, 60: 0},
    )

    of: Annotated[tuple[Path, ...], Field(min_length=len(PERIODS), max_length=len(PERIODS))]
    monthly_fee: bool = Field(True, strict=True)

    def signal(self, question: Question) -> Signal:
        """None until all registers are known."""
        tariff = question.tariff
        registers = [question.signal(path) for path in self.of]
        begun = [next((value for value in steps.numbers(each) if value is not None), 0) for each in registers]
        fee = tariff.monthly_rials if self.monthly_fee else 0

        def price(*shown: float) -> float:
            used = [now - before for now, before in zip(shown, begun, strict=True)]
            return tariff.energy_rials(used, tariff.used_kwh) + fee

        return steps.combined(registers, price)


KIND = BillSignal
