"""Tuya motor for the lever of a gas or water valve, https://www.zigbee2mqtt.io/devices/ZN231392.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.radio import link_quality
from devices.traits.valves import valve

DEVICE = Device(
    model="ZN231392",
    vendor="Tuya",
    name=Text(en="Gas valve", fa="شیر برقی گاز"),
    description=Text(en="Smart water/gas valve", fa="شیر هوشمند آب و گاز"),
    icon="valve",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.PIPE,
    sample_s=300,
    traits=(
        valve(),
        electronics(power_w=0.5),
        link_quality(),
    ),
)
