"""RTX garden valve, https://www.zigbee2mqtt.io/devices/ZVG1.html.

Its weekly schedules and its weather delay are left out.
"""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.own_power import battery
from devices.traits.radio import link_quality
from devices.traits.valves import irrigation_valve

DEVICE = Device(
    model="ZVG1",
    vendor="RTX",
    name=Text(en="Irrigation valve", fa="شیر برقی آبیاری"),
    description=Text(en="Zigbee smart water valve for the garden", fa="شیر هوشمند آبیاری با زمان‌سنج و کنتور"),
    icon="sprinkler",
    power_source=PowerSource.BATTERY,
    fits=FixtureKind.PIPE,
    battery_mah=2500,
    traits=(
        irrigation_valve(),
        battery(),
        link_quality(),
    ),
)
