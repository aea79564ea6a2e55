"""IKEA dimmable lamp, https://www.zigbee2mqtt.io/devices/LED1623G12.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.lighting import dimmable_light
from devices.traits.radio import link_quality

DEVICE = Device(
    model="LED1623G12",
    vendor="IKEA",
    name=Text(en="Dimmable lamp", fa="چراغ با نور قابل تنظیم"),
    description=Text(
        en="TRADFRI bulb E27, opal white, dimmable, 1000 lm", fa="لامپ سرپیچ E27 با نور سفید، ۱۰۰۰ لومن"
    ),
    icon="lamp",
    power_source=PowerSource.MAINS,
    sample_s=300,
    traits=(
        dimmable_light(lumen=1000, power_w=12.5),
        link_quality(),
    ),
)
