"""Ariston electric water heater with Wi-Fi; available showers are what its app calls AV. SHOWERS."""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.radio import link_quality
from devices.traits.water_heating import TankSheet, water_heater

DEVICE = Device(
    model="Velis-WiFi-80",
    vendor="Ariston",
    name=Text(en="Electric water heater", fa="آبگرمکن برقی"),
    description=Text(en="Flat electric storage water heater, 65 l", fa="آبگرمکن برقی مخزن‌دار تخت، ۶۵ لیتر"),
    icon="water_heater",
    power_source=PowerSource.MAINS,
    radio=Radio.WIFI,
    traits=(
        water_heater(TankSheet(volume_l=65, element_w=1500, loss_w_per_k=1.1, hysteresis_k=3)),
        electronics(power_w=2),
        link_quality(),
    ),
)
