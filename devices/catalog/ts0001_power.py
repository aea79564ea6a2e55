"""Tuya relay for a wall box, https://www.zigbee2mqtt.io/devices/TS0001_power.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.metering import power_meter
from devices.traits.radio import link_quality
from devices.traits.switching import switch

DEVICE = Device(
    model="TS0001_power",
    vendor="Tuya",
    name=Text(en="In-wall switch with metering", fa="کلید توکار با سنجش توان"),
    description=Text(en="Switch module with power monitoring", fa="ماژول کلید توکار با پایش توان و انرژی"),
    icon="switch",
    power_source=PowerSource.MAINS,
    traits=(
        switch(),
        power_meter(),
        link_quality(),
    ),
)
