"""Memmert drying oven with a scale under its trays: a chamber as saffron is dried in.

Temperature and fan carry the names of its interface AtmoWEB (Temp1Read, TempSet, FanSet) in snake case.
"""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.drying import drying_chamber
from devices.traits.drying_chamber import ChamberSheet
from devices.traits.mains import electronics

DEVICE = Device(
    model="UF55plus",
    vendor="Memmert",
    name=Text(en="Saffron dryer", fa="خشک‌کن زعفران"),
    description=Text(
        en="Drying chamber with fan, scale and end by moisture",
        fa="محفظهٔ خشک‌کن زعفران با فن، ترازو و پایان خودکار",
    ),
    icon="dryer",
    power_source=PowerSource.MAINS,
    radio=Radio.WIRED,
    traits=(
        drying_chamber(
            ChamberSheet(
                heater_w=1000,
                fan_w=60,
                loss_w_per_k=6,
                capacity_j_per_k=15_000,
                load_g=500,
                fresh_moisture=0.8,
            )
        ),
        electronics(power_w=8),
    ),
)
