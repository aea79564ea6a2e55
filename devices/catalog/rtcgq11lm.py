"""Aqara motion sensor, https://www.zigbee2mqtt.io/devices/RTCGQ11LM.html.

After a detection the sensor ignores movement for exactly 60 seconds; movement after that is told again.
Zigbee2MQTT clears the occupancy 90 seconds after the last detection (its default `occupancy_timeout`).
"""

from devices.device import Device, PowerSource
from devices.property import Sensing
from devices.text import Text
from devices.traits.light_level import illuminance
from devices.traits.own_power import battery, battery_voltage
from devices.traits.presence import occupancy
from devices.traits.radio import link_quality

DEVICE = Device(
    model="RTCGQ11LM",
    vendor="Aqara",
    name=Text(en="Motion sensor", fa="حسگر حرکت"),
    description=Text(en="Human body movement and illuminance sensor", fa="حسگر حرکت بدن انسان و شدت روشنایی"),
    icon="motion",
    power_source=PowerSource.BATTERY,
    battery_mah=600,
    sample_s=300,
    traits=(
        battery(),
        occupancy(blind_s=60, timeout_s=90),
        illuminance(Sensing(noise=1.0, resolution=1)),
        battery_voltage(),
        link_quality(),
    ),
)
