"""Tuya smoke detector, https://www.zigbee2mqtt.io/devices/TS0205.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.own_power import battery, battery_low
from devices.traits.radio import link_quality
from devices.traits.safety import smoke_alarm, tamper

DEVICE = Device(
    model="TS0205",
    vendor="Tuya",
    name=Text(en="Smoke detector", fa="حسگر دود"),
    description=Text(en="Smoke sensor with buzzer and test button", fa="حسگر دود با آژیر و دکمهٔ آزمایش"),
    icon="smoke",
    power_source=PowerSource.BATTERY,
    battery_mah=1400,
    traits=(
        smoke_alarm(alarms_above_percent_m=3.0, clears_below_percent_m=1.5),
        battery_low(),
        tamper(),
        battery(),
        link_quality(),
    ),
)
