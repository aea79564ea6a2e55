"""Tuya scene remote with four buttons, https://www.zigbee2mqtt.io/devices/TS0044.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.momentary import button_actions
from devices.traits.own_power import battery
from devices.traits.radio import link_quality

DEVICE = Device(
    model="TS0044",
    vendor="Tuya",
    name=Text(en="Scene remote", fa="ریموت سناریو"),
    description=Text(en="Wireless switch with 4 buttons", fa="کلید بی‌سیم سناریو با چهار دکمه"),
    icon="remote",
    power_source=PowerSource.BATTERY,
    battery_mah=550,
    sample_s=300,
    traits=(
        battery(),
        button_actions({"press": "single", "press_twice": "double", "hold": "hold"}, buttons=4),
        link_quality(),
    ),
)
