"""Neo siren, https://www.zigbee2mqtt.io/devices/NAS-AB02B2.html.

Fed by its adapter; the properties of its spare battery are left out.
"""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.radio import link_quality
from devices.traits.sirens import siren

DEVICE = Device(
    model="NAS-AB02B2",
    vendor="Neo",
    name=Text(en="Siren", fa="آژیر"),
    description=Text(en="Alarm siren with adjustable volume", fa="آژیر هشدار با بلندی قابل تنظیم"),
    icon="siren",
    power_source=PowerSource.MAINS,
    sample_s=300,
    traits=(
        siren(power_w=2.0),
        electronics(power_w=0.4),
        link_quality(),
    ),
)
