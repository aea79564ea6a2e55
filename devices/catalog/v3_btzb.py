"""Danalock smart lock, https://www.zigbee2mqtt.io/devices/V3-BTZB.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.property import Reporting
from devices.text import Text
from devices.traits.locks import door_lock
from devices.traits.own_power import battery
from devices.traits.radio import link_quality

DEVICE = Device(
    model="V3-BTZB",
    vendor="Danalock",
    name=Text(en="Door lock", fa="قفل هوشمند در"),
    description=Text(en="BT/ZB smartlock with a motor", fa="قفل موتوری که روی سیلندر در نصب می‌شود"),
    icon="lock",
    power_source=PowerSource.BATTERY,
    battery_mah=1550,
    fits=FixtureKind.OPENING,
    sample_s=300,
    traits=(
        door_lock(),
        battery(Reporting(min_s=3600, max_s=62_000)),
        link_quality(),
    ),
)
