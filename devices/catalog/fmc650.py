"""Teltonika telematics unit on the J1939 bus of a diesel engine that drives a well's pump.

https://wiki.teltonika-gps.com/view/FMC650
"""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.engines import EngineSheet, diesel_engine

DEVICE = Device(
    model="FMC650",
    vendor="Teltonika",
    name=Text(en="Diesel engine telematics", fa="تله‌متری موتور دیزل"),
    description=Text(en="J1939 telematics of a diesel engine", fa="پایش موتور دیزل از راه باس J1939"),
    icon="engine",
    power_source=PowerSource.MAINS,
    radio=Radio.WIRED,
    traits=(
        diesel_engine(
            EngineSheet(idle_l_h=1.8, full_l_h=11, tank_l=200, capacity_j_per_k=90_000, sound_db=92)
        ),
    ),
)
