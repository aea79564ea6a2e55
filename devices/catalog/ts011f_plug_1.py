"""Tuya metering plug, https://www.zigbee2mqtt.io/devices/TS011F_plug_1.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.metering import power_meter
from devices.traits.radio import link_quality
from devices.traits.switching import switch

DEVICE = Device(
    model="TS011F_plug_1",
    vendor="Tuya",
    name=Text(en="Metering plug", fa="پریز هوشمند با سنجش توان"),
    description=Text(en="Smart plug (with power monitoring)", fa="پریز هوشمند با پایش توان و انرژی"),
    icon="plug",
    power_source=PowerSource.MAINS,
    traits=(
        switch(),
        power_meter(),
        link_quality(),
    ),
)
