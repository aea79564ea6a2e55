"""Bosch refrigerator; its names are those of refrigerators at https://api-docs.home-connect.com."""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.cold import CabinetSheet, refrigerator
from devices.traits.mains import electronics
from devices.traits.radio import link_quality

DEVICE = Device(
    model="KSV36AIDP",
    vendor="Bosch",
    name=Text(en="Refrigerator", fa="یخچال"),
    description=Text(en="Series 6 refrigerator, 346 l", fa="یخچال سری ۶، ۳۴۶ لیتر"),
    icon="fridge",
    power_source=PowerSource.MAINS,
    radio=Radio.WIFI,
    traits=(
        refrigerator(
            CabinetSheet(
                cooling_w=110,
                power_w=55,
                leak_w_per_k=1.4,
                capacity_j_per_k=60_000,
                hysteresis_k=1.0,
                sound_db=39,
            )
        ),
        electronics(power_w=1),
        link_quality(),
    ),
)
