"""SONOFF motion sensor, https://www.zigbee2mqtt.io/devices/SNZB-03.html.

It says itself, a minute after the last movement, that there is none any more.
"""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.own_power import battery, battery_low, battery_voltage
from devices.traits.presence import occupancy
from devices.traits.radio import link_quality

DEVICE = Device(
    model="SNZB-03",
    vendor="SONOFF",
    name=Text(en="Small motion sensor", fa="حسگر حرکت کوچک"),
    description=Text(en="Motion sensor", fa="حسگر حرکت فروسرخ"),
    icon="motion",
    power_source=PowerSource.BATTERY,
    battery_mah=550,
    sample_s=300,
    traits=(
        occupancy(blind_s=5, timeout_s=60),
        battery_low(),
        battery(),
        battery_voltage(),
        link_quality(),
    ),
)
