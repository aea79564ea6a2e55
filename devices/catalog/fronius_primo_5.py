"""Fronius inverter with 5.6 kWp of panels that face south.

The names are those of its Solar API (`GetInverterRealtimeData`): PAC, UAC, DAY_ENERGY, TOTAL_ENERGY.
"""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.radio import link_quality
from devices.traits.solar import photovoltaics

DEVICE = Device(
    model="Primo-5.0-1",
    vendor="Fronius",
    name=Text(en="Solar inverter", fa="اینورتر خورشیدی"),
    description=Text(en="PV inverter with 5.6 kWp of panels", fa="اینورتر خورشیدی با ۵٫۶ کیلووات پنل"),
    icon="inverter",
    power_source=PowerSource.MAINS,
    radio=Radio.WIFI,
    traits=(
        photovoltaics(peak_w=5600, limit_w=5000, tilt_gain=1.05),
        link_quality(),
    ),
)
