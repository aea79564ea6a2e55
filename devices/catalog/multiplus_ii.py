"""Victron inverter and charger beside 10 kWh of lithium cells: its Energy Storage System (ESS).

https://www.victronenergy.com/live/ess:start. It reads the meter of the mains, which it is fitted to.
"""

from devices.device import Device, FixtureKind, PowerSource, Radio
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.storage import home_battery

DEVICE = Device(
    model="MultiPlus-II-48-5000",
    vendor="Victron Energy",
    name=Text(en="Home battery", fa="باتری خانگی"),
    description=Text(en="Energy storage system with 10 kWh", fa="سامانهٔ ذخیرهٔ انرژی با ظرفیت ۱۰ کیلووات‌ساعت"),
    icon="battery",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.CIRCUIT,
    radio=Radio.WIRED,
    traits=(
        home_battery(capacity_wh=10_000, limit_w=4000, efficiency=0.95),
        electronics(power_w=18),
    ),
)
