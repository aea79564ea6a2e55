"""Tuya window opener with a chain, https://www.zigbee2mqtt.io/devices/YY-LT500.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.covers import cover
from devices.traits.radio import link_quality

DEVICE = Device(
    model="YY-LT500",
    vendor="Tuya",
    name=Text(en="Window opener", fa="بازکن برقی پنجره"),
    description=Text(en="Window opener", fa="موتور زنجیری باز و بسته کردن پنجره"),
    icon="window",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.OPENING,
    traits=(
        cover("window", travel_s=40, position=0, power_w=30),
        link_quality(),
    ),
)
