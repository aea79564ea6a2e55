"""Evaporative cooler (کولر آبی) with a smart wall switch, the usual cooler of South Khorasan.

It has no twin in Zigbee2MQTT; figures are those of a household cooler sold as "7000", at its real air flow.
"""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.evaporative_cooler import Speed, evaporative_cooler, pad_pump
from devices.traits.radio import link_quality

DEVICE = Device(
    model="EC-7000",
    vendor="Khaneh",
    name=Text(en="Evaporative cooler", fa="کولر آبی"),
    description=Text(
        en="Evaporative cooler: a pump, and a fan of two speeds", fa="کولر آبی ۷۰۰۰ با پمپ و فن دو سرعته"
    ),
    icon="cooler",
    radio=Radio.WIFI,
    power_source=PowerSource.MAINS,
    traits=(
        evaporative_cooler(
            low=Speed(air_m3_h=2100, power_w=240, sound_db=48),
            high=Speed(air_m3_h=3300, power_w=480, sound_db=57),
            pump_w=40,
            effectiveness=0.75,
        ),
        pad_pump(),
        link_quality(),
    ),
)
