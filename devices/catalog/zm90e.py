"""Zemismart window opener on a vent, https://www.zigbee2mqtt.io/devices/ZM90E-DT250N_A400.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.covers import cover
from devices.traits.mains import electronics
from devices.traits.radio import link_quality

DEVICE = Device(
    model="ZM90E-DT250N/A400",
    vendor="Zemismart",
    name=Text(en="Greenhouse vent", fa="دریچهٔ گلخانه"),
    description=Text(en="Window opener with a chain", fa="بازکنندهٔ برقی پنجره و دریچهٔ گلخانه"),
    icon="vent",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.OPENING,
    traits=(
        cover("window", travel_s=60, position=0, power_w=40),
        electronics(power_w=0.5),
        link_quality(),
    ),
)
