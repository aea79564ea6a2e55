"""IKEA STARKVIND air purifier, https://www.zigbee2mqtt.io/devices/E2007.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.air_purifying import air_purifier, purifier_readings
from devices.traits.radio import link_quality

DEVICE = Device(
    model="E2007",
    vendor="IKEA",
    name=Text(en="Air purifier", fa="دستگاه تصفیهٔ هوا"),
    description=Text(en="STARKVIND air purifier", fa="دستگاه تصفیهٔ هوا با فیلتر ذرات"),
    icon="purifier",
    power_source=PowerSource.MAINS,
    traits=(
        air_purifier(clean_m3_h=265, power_w=33, quietest_db=24, loudest_db=53),
        *purifier_readings(),
        link_quality(),
    ),
)
