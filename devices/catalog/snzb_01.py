"""SONOFF wireless button, https://www.zigbee2mqtt.io/devices/SNZB-01.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.momentary import button_actions
from devices.traits.own_power import battery
from devices.traits.radio import link_quality

DEVICE = Device(
    model="SNZB-01",
    vendor="SONOFF",
    name=Text(en="Small button", fa="دکمهٔ بی‌سیم کوچک"),
    description=Text(en="Wireless button", fa="دکمهٔ بی‌سیم با فشار کوتاه، دوباره و بلند"),
    icon="button",
    power_source=PowerSource.BATTERY,
    battery_mah=550,
    sample_s=300,
    traits=(
        battery(),
        button_actions({"press": "single", "press_twice": "double", "hold": "long"}),
        link_quality(),
    ),
)
