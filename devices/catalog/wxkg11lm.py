"""Aqara wireless button, https://www.zigbee2mqtt.io/devices/WXKG11LM.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.momentary import button_actions
from devices.traits.own_power import battery, battery_voltage
from devices.traits.radio import link_quality

DEVICE = Device(
    model="WXKG11LM",
    vendor="Aqara",
    name=Text(en="Button", fa="دکمهٔ بی‌سیم"),
    description=Text(
        en="Wireless switch: pressed once or several times, held, released",
        fa="دکمهٔ بی‌سیم برای فشردن یک‌باره، چندباره و نگه داشتن",
    ),
    icon="button",
    power_source=PowerSource.BATTERY,
    battery_mah=225,
    sample_s=300,
    traits=(
        battery(),
        battery_voltage(),
        button_actions(
            {
                "press": "single",
                "press_twice": "double",
                "press_three_times": "triple",
                "press_four_times": "quadruple",
                "hold": "hold",
                "release": "release",
            }
        ),
        link_quality(),
    ),
)
