"""Tuya knob in its mode `command`, https://www.zigbee2mqtt.io/devices/ERS-10TZBVK-AA.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.knob import knob
from devices.traits.own_power import battery
from devices.traits.radio import link_quality

DEVICE = Device(
    model="ERS-10TZBVK-AA",
    vendor="Tuya",
    name=Text(en="Knob", fa="ولوم چرخان بی‌سیم"),
    description=Text(en="Smart knob", fa="ولوم بی‌سیم برای کم و زیاد کردن نور"),
    icon="knob",
    power_source=PowerSource.BATTERY,
    battery_mah=225,
    sample_s=300,
    traits=(
        knob(),
        battery(),
        link_quality(),
    ),
)
