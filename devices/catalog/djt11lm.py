"""Aqara vibration sensor, https://www.zigbee2mqtt.io/devices/DJT11LM.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.own_power import battery, battery_voltage
from devices.traits.radio import link_quality
from devices.traits.vibration import vibration

DEVICE = Device(
    model="DJT11LM",
    vendor="Aqara",
    name=Text(en="Vibration sensor", fa="حسگر لرزش"),
    description=Text(en="Vibration, tilt and drop sensor", fa="حسگر لرزش، کج شدن و افتادن"),
    icon="vibration",
    power_source=PowerSource.BATTERY,
    battery_mah=560,
    sample_s=300,
    traits=(
        battery(),
        vibration(),
        battery_voltage(),
        link_quality(),
    ),
)
