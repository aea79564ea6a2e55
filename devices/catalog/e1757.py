"""IKEA FYRTUR roller blind, https://www.zigbee2mqtt.io/devices/E1757.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.property import Reporting
from devices.text import Text
from devices.traits.covers import cover
from devices.traits.own_power import battery
from devices.traits.radio import link_quality

DEVICE = Device(
    model="E1757",
    vendor="IKEA",
    name=Text(en="Roller blind", fa="پردهٔ رول برقی"),
    description=Text(en="FYRTUR roller blind, block-out", fa="پردهٔ رول موتوری که نور را کاملاً می‌گیرد"),
    icon="blind",
    power_source=PowerSource.BATTERY,
    battery_mah=2500,
    fits=FixtureKind.OPENING,
    traits=(
        cover("shade", travel_s=26, position=100),
        battery(Reporting(min_s=3600, max_s=62_000)),
        link_quality(),
    ),
)
