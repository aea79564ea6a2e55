"""Hive receiver that runs a gas boiler, with its room thermostat, https://www.zigbee2mqtt.io/devices/SLR1b.html."""

from devices.device import Device, PowerSource
from devices.property import Sensing
from devices.text import Text
from devices.traits.burner import burner
from devices.traits.heating import thermostat
from devices.traits.radio import link_quality

DEVICE = Device(
    model="SLR1b",
    vendor="Hive",
    name=Text(en="Gas boiler with room thermostat", fa="پکیج گازی با ترموستات اتاقی"),
    description=Text(
        en="Heating thermostat with the receiver of a gas boiler of 12 kW",
        fa="ترموستات گرمایش همراه با گیرندهٔ پکیج گازی ۱۲ کیلوواتی",
    ),
    icon="boiler",
    power_source=PowerSource.MAINS,
    traits=(
        thermostat(
            low_c=5,
            high_c=32,
            hysteresis_k=0.3,
            sensing=Sensing(noise=0.03, bias=0.2, lag_s=120, resolution=0.1),
            runs_load=False,
        ),
        burner(heat_w=12_000, efficiency=0.9),
        link_quality(),
    ),
)
