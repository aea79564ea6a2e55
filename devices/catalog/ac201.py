"""OWON controller of a split air conditioner, https://www.zigbee2mqtt.io/devices/AC201.html.

It speaks infrared to the air conditioner: here one of 3.5 kW (12,000 BTU/h) with an inverter.
"""

from devices.device import Device, PowerSource
from devices.heat_pump import HeatPump
from devices.property import Sensing
from devices.text import Text
from devices.traits.radio import link_quality
from devices.traits.split_air_conditioner import split_air_conditioner, split_fan

_MACHINE = HeatPump(cooling_w=3500, heating_w=3800, cooling_performance=3.2, heating_performance=3.6)

DEVICE = Device(
    model="AC201",
    vendor="OWON",
    name=Text(en="Split air conditioner", fa="کولر گازی اسپلیت"),
    description=Text(
        en="HVAC controller/IR blaster with a split air conditioner of 12,000 BTU/h",
        fa="کنترلر مادون قرمز همراه با کولر گازی ۱۲۰۰۰",
    ),
    icon="air_conditioner",
    power_source=PowerSource.MAINS,
    traits=(
        split_air_conditioner(_MACHINE, Sensing(noise=0.05, bias=0.3, lag_s=120, resolution=0.1)),
        split_fan(),
        link_quality(),
    ),
)
