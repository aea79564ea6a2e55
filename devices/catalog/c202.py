"""Candeo dimmer in the wall, https://www.zigbee2mqtt.io/devices/C202.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.lighting import dimmer
from devices.traits.radio import link_quality

DEVICE = Device(
    model="C202",
    vendor="Candeo",
    name=Text(en="Wall dimmer", fa="دیمر دیواری"),
    description=Text(en="Zigbee LED smart dimmer switch", fa="کلید دیواری تنظیم شدت نور لامپ‌ها"),
    icon="switch",
    power_source=PowerSource.MAINS,
    traits=(
        dimmer(lumen_per_w=90),
        link_quality(),
    ),
)
