"""Xiaomi light sensor, https://www.zigbee2mqtt.io/devices/GZCGQ01LM.html."""

from devices.device import Device, PowerSource
from devices.property import Reporting, Sensing
from devices.text import Text
from devices.traits.light_level import illuminance
from devices.traits.own_power import battery
from devices.traits.radio import link_quality

DEVICE = Device(
    model="GZCGQ01LM",
    vendor="Xiaomi",
    name=Text(en="Light sensor", fa="حسگر نور"),
    description=Text(en="MiJia light intensity sensor", fa="حسگر شدت روشنایی"),
    icon="light_sensor",
    power_source=PowerSource.BATTERY,
    battery_mah=225,
    traits=(
        battery(),
        illuminance(Sensing(noise=1.0, resolution=1), Reporting(min_s=10, max_s=3600, change=20)),
        link_quality(),
    ),
)
