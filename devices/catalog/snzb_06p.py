"""SONOFF presence sensor with a radar of 5.8 GHz, https://www.zigbee2mqtt.io/devices/SNZB-06P.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.presence import presence
from devices.traits.radio import link_quality

DEVICE = Device(
    model="SNZB-06P",
    vendor="SONOFF",
    name=Text(en="Presence sensor", fa="حسگر حضور"),
    description=Text(
        en="Zigbee occupancy sensor that also sees people who sit still",
        fa="حسگر حضور راداری که فرد بی‌حرکت را هم می‌بیند",
    ),
    icon="presence",
    power_source=PowerSource.MAINS,
    traits=(
        presence(),
        link_quality(),
    ),
)
