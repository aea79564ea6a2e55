"""Eastron energy meter for a DIN rail, by Modbus; its registers are named as in its protocol document.

The tariff's registers T1 to T3 carry the OBIS codes of Iranian meters (IEC 62056-61): 1.8.1 to 1.8.3.
"""

from devices.device import Device, FixtureKind, PowerSource, Radio
from devices.text import Text
from devices.traits.tariff_metering import tariff_meter

DEVICE = Device(
    model="SDM230",
    vendor="Eastron",
    name=Text(en="Energy meter", fa="کنتور برق"),
    description=Text(en="Energy meter with tariff registers", fa="کنتور برق دوسویه با رجیسترهای تعرفه"),
    icon="meter",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.CIRCUIT,
    radio=Radio.WIRED,
    traits=(tariff_meter(),),
)
