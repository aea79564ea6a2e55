"""Tuya ultrasonic level sensor on a tank, https://www.zigbee2mqtt.io/devices/ME201WZ.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.level_metering import tank_level
from devices.traits.mains import electronics
from devices.traits.radio import link_quality

DEVICE = Device(
    model="ME201WZ",
    vendor="Tuya",
    name=Text(en="Tank level sensor", fa="سطح‌سنج مخزن"),
    description=Text(en="Water level sensor", fa="حسگر فراصوتی سطح آب مخزن"),
    icon="tank",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.TANK,
    traits=(
        tank_level(depth_m=1.5),
        electronics(power_w=0.3),
        link_quality(),
    ),
)
