"""A lamp that can be on or off, and nothing else. It has no twin in Zigbee2MQTT, whose lamps all dim."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.lighting import on_off_light
from devices.traits.radio import link_quality

DEVICE = Device(
    model="E27-9",
    vendor="Khaneh",
    name=Text(en="Lamp", fa="لامپ"),
    description=Text(en="LED bulb E27, 9 W, on and off", fa="لامپ ال‌ای‌دی ۹ واتی با سرپیچ E27"),
    icon="lamp",
    power_source=PowerSource.MAINS,
    sample_s=300,
    traits=(
        on_off_light(lumen=806, power_w=9),
        link_quality(),
    ),
)
