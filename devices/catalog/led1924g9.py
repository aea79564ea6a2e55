"""IKEA lamp of any colour, https://www.zigbee2mqtt.io/devices/LED1924G9.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.color_lighting import color_light
from devices.traits.radio import link_quality

DEVICE = Device(
    model="LED1924G9",
    vendor="IKEA",
    name=Text(en="Color lamp", fa="چراغ رنگی"),
    description=Text(
        en="TRADFRI bulb E27 CWS, dimmable, color, opal white, 806 lm", fa="لامپ رنگی سرپیچ E27، ۸۰۶ لومن"
    ),
    icon="lamp",
    power_source=PowerSource.MAINS,
    sample_s=300,
    traits=(
        color_light(lumen=806, power_w=8.6, coolest=250, warmest=454),
        link_quality(),
    ),
)
