"""Moes room thermostat with a relay, https://www.zigbee2mqtt.io/devices/BHT-002-GCLZB.html."""

from devices.device import Device, PowerSource
from devices.property import Sensing
from devices.text import Text
from devices.traits.heating import thermostat
from devices.traits.radio import link_quality

DEVICE = Device(
    model="BHT-002-GCLZB",
    vendor="Moes",
    name=Text(en="Room thermostat", fa="ترموستات اتاقی"),
    description=Text(
        en="BHT series thermostat that switches a heater of the room",
        fa="ترموستات دیواری که گرمکن اتاق را روشن و خاموش می‌کند",
    ),
    icon="thermostat",
    power_source=PowerSource.MAINS,
    traits=(
        thermostat(
            low_c=5,
            high_c=30,
            hysteresis_k=0.5,
            sensing=Sensing(noise=0.05, bias=0.3, lag_s=120, resolution=0.5),
            setpoint="current_heating_setpoint",
            modes=("off", "heat"),
        ),
        link_quality(),
    ),
)
