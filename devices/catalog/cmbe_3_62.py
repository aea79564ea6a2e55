"""Grundfos booster pump, by Modbus (CIM 200): https://www.grundfos.com."""

from devices.device import Device, FixtureKind, PowerSource, Radio
from devices.text import Text
from devices.traits.pumps import PumpSheet, pump

DEVICE = Device(
    model="CMBE-3-62",
    vendor="Grundfos",
    name=Text(en="Water pump", fa="پمپ آب"),
    description=Text(
        en="Booster pump with protection from dry running", fa="پمپ فشار آب با محافظت در برابر خشک کار کردن"
    ),
    icon="pump",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.PIPE,
    radio=Radio.WIRED,
    traits=(pump(PumpSheet(flow_l_min=40, power_w=750, heat_in_room=0.3, sound_db=55)),),
)
