"""SONOFF thermostat head of a radiator, https://www.zigbee2mqtt.io/devices/TRVZB.html."""

from devices.device import Device, PowerSource
from devices.property import Reporting, Sensing
from devices.text import Text
from devices.traits.heating import thermostat
from devices.traits.own_power import battery, battery_low
from devices.traits.radio import link_quality

DEVICE = Device(
    model="TRVZB",
    vendor="SONOFF",
    name=Text(en="Heater with thermostat head", fa="رادیاتور با شیر ترموستاتیک"),
    description=Text(en="Zigbee thermostatic radiator valve", fa="شیر ترموستاتیک زیگبی برای رادیاتور"),
    icon="heater",
    power_source=PowerSource.BATTERY,
    battery_mah=2000,
    traits=(
        thermostat(
            low_c=4,
            high_c=35,
            hysteresis_k=0.3,
            sensing=Sensing(noise=0.03, bias=0.1, lag_s=90, resolution=0.1),
        ),
        battery(Reporting(min_s=3600, max_s=62_000)),
        battery_low(),
        link_quality(),
    ),
)
