"""Tuya garage door opener, https://www.zigbee2mqtt.io/devices/TS0601_garage_door_opener.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.garage_doors import garage_door
from devices.traits.radio import link_quality

DEVICE = Device(
    model="TS0601_garage_door_opener",
    vendor="Tuya",
    name=Text(en="Garage door opener", fa="درِ برقی پارکینگ"),
    description=Text(en="Garage door opener with a contact", fa="موتور در پارکینگ همراه با حسگر بسته بودن"),
    icon="garage",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.OPENING,
    traits=(
        garage_door(travel_s=18, power_w=350),
        link_quality(),
    ),
)
