"""Gledopto controller with five metres of LED strip, https://www.zigbee2mqtt.io/devices/GL-C-008.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.color_lighting import color_light
from devices.traits.radio import link_quality

DEVICE = Device(
    model="GL-C-008",
    vendor="Gledopto",
    name=Text(en="LED strip", fa="نوار ال‌ای‌دی"),
    description=Text(
        en="Zigbee LED controller RGB+CCT with a strip of five metres",
        fa="کنترلر ال‌ای‌دی رنگی همراه با پنج متر نوار",
    ),
    icon="light_strip",
    power_source=PowerSource.MAINS,
    sample_s=300,
    traits=(
        color_light(lumen=1800, power_w=24, coolest=158, warmest=495),
        link_quality(),
    ),
)
