"""Aqara door and window contact, https://www.zigbee2mqtt.io/devices/MCCGQ11LM.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.openings import contact
from devices.traits.own_power import battery, battery_voltage
from devices.traits.radio import link_quality

DEVICE = Device(
    model="MCCGQ11LM",
    vendor="Aqara",
    name=Text(en="Door and window contact", fa="حسگر در و پنجره"),
    description=Text(en="Door and window contact sensor", fa="حسگر مغناطیسی باز و بسته بودن در و پنجره"),
    icon="door",
    power_source=PowerSource.BATTERY,
    battery_mah=225,
    fits=FixtureKind.OPENING,
    sample_s=300,
    traits=(
        battery(),
        contact(),
        battery_voltage(),
        link_quality(),
    ),
)
