"""Tuya detector of natural gas, https://www.zigbee2mqtt.io/devices/TS0601_gas_sensor_2.html.

Its self test, its ringtones and the time it needs to warm up are left out.
"""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.radio import link_quality
from devices.traits.safety import gas_alarm

DEVICE = Device(
    model="TS0601_gas_sensor_2",
    vendor="Tuya",
    name=Text(en="Gas detector", fa="حسگر نشت گاز"),
    description=Text(en="Gas sensor with buzzer", fa="حسگر نشت گاز شهری با آژیر"),
    icon="gas",
    power_source=PowerSource.MAINS,
    traits=(
        gas_alarm(alarms_above_percent_lel=10),
        electronics(power_w=2.5),
        link_quality(),
    ),
)
