"""Centralite keypad of an alarm system, https://www.zigbee2mqtt.io/devices/3400-D.html."""

from devices.device import Device, PowerSource
from devices.property import Reporting, Sensing
from devices.text import Text
from devices.traits.air import temperature
from devices.traits.keypad import keypad
from devices.traits.own_power import battery
from devices.traits.presence import occupancy
from devices.traits.radio import link_quality

DEVICE = Device(
    model="3400-D",
    vendor="Centralite",
    name=Text(en="Alarm keypad", fa="صفحه‌کلید دزدگیر"),
    description=Text(en="3-Series security keypad", fa="صفحه‌کلید رمزدار برای فعال و غیرفعال کردن دزدگیر"),
    icon="keypad",
    power_source=PowerSource.BATTERY,
    battery_mah=3000,
    traits=(
        battery(),
        temperature(
            Sensing(noise=0.05, bias=0.3, lag_s=180, resolution=0.1),
            Reporting(min_s=10, max_s=3600, change=0.5),
        ),
        occupancy(blind_s=10, timeout_s=30),
        keypad(),
        link_quality(),
    ),
)
