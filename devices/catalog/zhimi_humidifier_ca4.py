"""Smartmi evaporative humidifier 2, https://home.miot-spec.com/spec/zhimi.humidifier.ca4.

A Wi-Fi device of Xiaomi's own protocol, so it has no page at Zigbee2MQTT.
"""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.humidifying import humidifier
from devices.traits.radio import link_quality
from devices.traits.switching import switch

DEVICE = Device(
    model="zhimi.humidifier.ca4",
    vendor="Smartmi",
    name=Text(en="Humidifier", fa="دستگاه بخور سرد"),
    description=Text(
        en="Evaporative humidifier with a tank of 4 litres", fa="رطوبت‌ساز تبخیری با مخزن ۴ لیتری"
    ),
    icon="humidifier",
    radio=Radio.WIFI,
    power_source=PowerSource.MAINS,
    traits=(
        switch(),
        humidifier(most_g_h=350, tank_g=4000, power_w=8, sound_db=48),
        link_quality(),
    ),
)
