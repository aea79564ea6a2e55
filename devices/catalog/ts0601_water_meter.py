"""Tuya ultrasonic water meter, https://www.zigbee2mqtt.io/devices/TS0601_water_meter.html.

The twin tells the voltage of its cell only; here also what is left of it.
"""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.own_power import battery, battery_voltage
from devices.traits.radio import link_quality
from devices.traits.water_metering import water_meter

DEVICE = Device(
    model="TS0601_water_meter",
    vendor="Tuya",
    name=Text(en="Water meter", fa="کنتور آب"),
    description=Text(en="Ultrasonic water meter", fa="کنتور آب فراصوتی"),
    icon="flow",
    power_source=PowerSource.BATTERY,
    fits=FixtureKind.PIPE,
    battery_mah=8500,
    traits=(
        water_meter(),
        battery(),
        battery_voltage(full_mv=3650, empty_mv=3000),
        link_quality(),
    ),
)
