"""OpenEVSE wallbox, https://openevse.stoplight.io/docs/openevse-wifi-v4."""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.car_charging import car_charger
from devices.traits.mains import electronics
from devices.traits.radio import link_quality

DEVICE = Device(
    model="OpenEVSE-7",
    vendor="OpenEVSE",
    name=Text(en="Car charger", fa="شارژر خودروی برقی"),
    description=Text(en="Electric vehicle charger, 32 A single phase", fa="شارژر تک‌فاز خودروی برقی، ۳۲ آمپر"),
    icon="car",
    power_source=PowerSource.MAINS,
    radio=Radio.WIFI,
    traits=(
        car_charger(car_needs_wh=22_000),
        electronics(power_w=3),
        link_quality(),
    ),
)
