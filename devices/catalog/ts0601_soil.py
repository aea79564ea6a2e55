"""Tuya soil probe, https://www.zigbee2mqtt.io/devices/TS0601_soil.html; it always speaks of °C."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.own_power import battery
from devices.traits.radio import link_quality
from devices.traits.soil import soil

DEVICE = Device(
    model="TS0601_soil",
    vendor="Tuya",
    name=Text(en="Soil moisture sensor", fa="رطوبت‌سنج خاک"),
    description=Text(en="Soil sensor", fa="حسگر رطوبت و دمای خاک"),
    icon="soil",
    power_source=PowerSource.BATTERY,
    fits=FixtureKind.BED,
    battery_mah=1200,
    sample_s=300,
    traits=(
        soil(),
        battery(),
        link_quality(),
    ),
)
