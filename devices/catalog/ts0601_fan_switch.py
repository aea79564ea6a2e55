"""Tuya wall switch of a ceiling fan, https://www.zigbee2mqtt.io/devices/TS0601_fan_switch.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.fan import fan_speed
from devices.traits.radio import link_quality
from devices.traits.switching import switch

DEVICE = Device(
    model="TS0601_fan_switch",
    vendor="Tuya",
    name=Text(en="Ceiling fan", fa="پنکهٔ سقفی"),
    description=Text(en="Fan switch with five speeds and its ceiling fan", fa="کلید پنج‌سرعتهٔ پنکهٔ سقفی"),
    icon="fan",
    power_source=PowerSource.MAINS,
    traits=(
        switch(),
        fan_speed(steps=5, power_w=72),
        link_quality(),
    ),
)
