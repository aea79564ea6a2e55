"""KELLER level probe for wells, by Modbus: https://keller-pressure.com.

P1 and TOB1 are the names of its channels.
"""

from devices.device import Device, FixtureKind, PowerSource, Radio
from devices.text import Text
from devices.traits.level_metering import level_transmitter

DEVICE = Device(
    model="PR-36XiW",
    vendor="KELLER",
    name=Text(en="Qanat level probe", fa="سطح‌سنج قنات"),
    description=Text(en="Level probe for wells and qanats", fa="حسگر سطح آب چاه و قنات"),
    icon="tank",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.TANK,
    radio=Radio.WIRED,
    traits=(level_transmitter(depth_m=4),),
)
