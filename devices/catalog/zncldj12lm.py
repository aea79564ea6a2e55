"""Aqara curtain motor B1, https://www.zigbee2mqtt.io/devices/ZNCLDJ12LM.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.covers import cover
from devices.traits.radio import link_quality

DEVICE = Device(
    model="ZNCLDJ12LM",
    vendor="Aqara",
    name=Text(en="Curtain motor", fa="موتور پرده"),
    description=Text(en="Curtain motor B1, without its battery", fa="موتور ریل پرده با برق شهر"),
    icon="blind",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.OPENING,
    traits=(
        cover("shade", travel_s=13, position=100, power_w=12),
        link_quality(),
    ),
)
