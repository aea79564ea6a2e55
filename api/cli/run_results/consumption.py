"""What a run took by wires and pipes, and what its electricity costs, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from devices.text import Text
from simulator.engine import Engine
from simulator.fixtures import Pipe
from simulator.world.billing import Bill

_LITRES_PER_M3 = 1000


class Consumption(NamedTuple):
    """What came into the house; None where it has no pipe for it."""

    electricity: Bill
    water_l: float | None
    """From the public supply: what springs from a well or a qanat is not counted."""
    gas_m3: float | None

    @classmethod
    def of(cls, engine: Engine) -> Consumption:
        """All that a run has taken until now."""
        utilities, now_ms = engine.world.utilities, engine.now_ms
        carried = {each.carries for each in engine.scenario.house.fixtures.values() if isinstance(each, Pipe)}
        water = utilities.plumbing.volumes("water", now_ms)
        gas = utilities.plumbing.volumes("gas", now_ms)
        return cls(
            electricity=utilities.electricity.bill(now_ms),
            water_l=water.supplied if "water" in carried else None,
            gas_m3=gas.supplied / _LITRES_PER_M3 if "gas" in carried else None,
        )

    def as_document(self) -> dict[str, object]:
        """For programs: kWh, rials, litres and cubic metres."""
        bill = self.electricity
        return {
            "electricity": {
                "imported_kwh": round(bill.imported_kwh, 3),
                "exported_kwh": round(bill.exported_kwh, 3),
                "rials": round(bill.rials),
            },
            "water_l": None if self.water_l is None else round(self.water_l, 1),
            "gas_m3": None if self.gas_m3 is None else round(self.gas_m3, 3),
        }

    @property
    def says(self) -> Text:
        """One line for a person: what is not there is not spoken of."""
        parts = list(self._parts())
        return Text(en=", ".join(each.en for each in parts), fa="، ".join(each.fa for each in parts))

    def _parts(self) -> Iterator[Text]:
        bill = self.electricity
        yield Text(en="Electricity {kwh} kWh", fa="برق {kwh} کیلووات‌ساعت").format(
            kwh=round(bill.imported_kwh, 2)
        )
        if bill.exported_kwh:
            yield Text(en="fed in {kwh} kWh", fa="تحویل به شبکه {kwh} کیلووات‌ساعت").format(
                kwh=round(bill.exported_kwh, 2)
            )
        if bill.rials:
            yield Text(en="bill {rials:,.0f} rials", fa="بهای برق {rials:,.0f} ریال").format(rials=bill.rials)
        if self.water_l is not None:
            yield Text(en="water {litres} l", fa="آب {litres} لیتر").format(litres=round(self.water_l))
        if self.gas_m3 is not None:
            yield Text(en="gas {volume} m³", fa="گاز {volume} مترمکعب").format(volume=round(self.gas_m3, 2))
