"""IKEA lamp of any white, https://www.zigbee2mqtt.io/devices/LED1732G11.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.color_lighting import white_spectrum_light
from devices.traits.radio import link_quality

DEVICE = Device(
    model="LED1732G11",
    vendor="IKEA",
    name=Text(en="White spectrum lamp", fa="چراغ با دمای رنگ قابل تنظیم"),
    description=Text(
        en="TRADFRI bulb E27, white spectrum, opal white, 1000 lm",
        fa="لامپ سرپیچ E27 با نور سفید از گرم تا سرد، ۱۰۰۰ لومن",
    ),
    icon="lamp",
    power_source=PowerSource.MAINS,
    sample_s=300,
    traits=(
        white_spectrum_light(lumen=1000, power_w=12.5, coolest=250, warmest=454),
        link_quality(),
    ),
)
