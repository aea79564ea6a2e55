"""Dixell controller with the cooling of a cold store for barberries, by Modbus.

The settings carry the names of its parameters: Hy, idF, MdF, ALU.
"""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.cold_store import CoolingSheet, cold_store
from devices.traits.mains import electronics

DEVICE = Device(
    model="XR60CX",
    vendor="Dixell",
    name=Text(en="Cold-store compressor", fa="کمپرسور سردخانه"),
    description=Text(
        en="Cold-room controller with compressor and defrost",
        fa="کنترل‌کنندهٔ سردخانهٔ زرشک با کمپرسور و برفک‌زدایی",
    ),
    icon="fridge",
    power_source=PowerSource.MAINS,
    radio=Radio.WIRED,
    traits=(
        cold_store(CoolingSheet(cooling_w=2600, power_w=1300, defrost_w=1000, rest_min=3, sound_db=62)),
        electronics(power_w=4),
    ),
)
