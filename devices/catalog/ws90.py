"""Ecowitt weather array, https://www.ecowitt.com: its values come by way of a Wi-Fi gateway."""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.own_power import battery
from devices.traits.radio import link_quality
from devices.traits.weather_watching import weather_station

DEVICE = Device(
    model="WS90",
    vendor="Ecowitt",
    name=Text(en="Weather station", fa="ایستگاه هواشناسی"),
    description=Text(en="7-in-1 outdoor weather sensor with rain gauge", fa="ایستگاه هواشناسی با باران‌سنج"),
    icon="weather",
    power_source=PowerSource.BATTERY,
    radio=Radio.WIFI,
    battery_mah=3000,
    traits=(
        weather_station(),
        battery(),
        link_quality(),
    ),
)
