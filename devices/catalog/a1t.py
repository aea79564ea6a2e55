"""Nous metering plug with Tasmota, https://templates.blakadder.com/nous_A1T.html."""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.metering import power_meter
from devices.traits.radio import link_quality
from devices.traits.switching import switch

DEVICE = Device(
    model="A1T",
    vendor="Nous",
    name=Text(en="Wi-Fi metering plug", fa="پریز هوشمند وای‌فای"),
    description=Text(
        en="Smart plug with power monitoring and Tasmota", fa="پریز هوشمند با پایش توان و میان‌افزار Tasmota"
    ),
    icon="plug",
    power_source=PowerSource.MAINS,
    radio=Radio.WIFI,
    traits=(
        switch(),
        power_meter(),
        link_quality(),
    ),
)
