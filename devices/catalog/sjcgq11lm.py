"""Aqara water leak sensor, https://www.zigbee2mqtt.io/devices/SJCGQ11LM.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.own_power import battery, battery_low, battery_voltage
from devices.traits.radio import link_quality
from devices.traits.safety import water_leak

DEVICE = Device(
    model="SJCGQ11LM",
    vendor="Aqara",
    name=Text(en="Water leak sensor", fa="حسگر نشت آب"),
    description=Text(en="Water leak sensor for the floor", fa="حسگر نشت آب روی کف"),
    icon="water",
    power_source=PowerSource.BATTERY,
    battery_mah=225,
    traits=(
        battery(),
        water_leak(),
        battery_low(),
        battery_voltage(),
        link_quality(),
    ),
)
