"""HEIMAN carbon monoxide detector, https://www.zigbee2mqtt.io/devices/HS1CA-E.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.own_power import battery, battery_low
from devices.traits.radio import link_quality
from devices.traits.safety import carbon_monoxide_alarm

DEVICE = Device(
    model="HS1CA-E",
    vendor="HEIMAN",
    name=Text(en="Carbon monoxide detector", fa="حسگر مونوکسید کربن"),
    description=Text(
        en="Smart carbon monoxide sensor with buzzer", fa="حسگر هوشمند گاز مونوکسید کربن با آژیر"
    ),
    icon="alarm",
    power_source=PowerSource.BATTERY,
    battery_mah=1600,
    traits=(
        carbon_monoxide_alarm(),
        battery_low(),
        battery(),
        link_quality(),
    ),
)
