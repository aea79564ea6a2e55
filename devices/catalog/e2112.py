"""IKEA VINDSTYRKA air quality sensor, https://www.zigbee2mqtt.io/devices/E2112.html.

It shows whole numbers only.
"""

from devices.device import Device, PowerSource
from devices.property import Access, Reporting, Sensing
from devices.text import Text
from devices.traits.air import humidity, temperature
from devices.traits.air_quality import pm25, voc_index
from devices.traits.radio import link_quality

_READABLE = Access.PUBLISHED | Access.GETTABLE

DEVICE = Device(
    model="E2112",
    vendor="IKEA",
    name=Text(en="Air quality sensor", fa="حسگر کیفیت هوا"),
    description=Text(
        en="VINDSTYRKA air quality and humidity sensor", fa="حسگر ذرات معلق، ترکیبات آلی فرار، دما و رطوبت"
    ),
    icon="air_quality",
    power_source=PowerSource.MAINS,
    traits=(
        temperature(
            Sensing(noise=0.1, bias=0.5, lag_s=180, resolution=1),
            Reporting(min_s=10, max_s=3600, change=1),
            _READABLE,
        ),
        humidity(
            Sensing(noise=0.5, bias=2.0, lag_s=90, resolution=1),
            Reporting(min_s=10, max_s=3600, change=1),
            _READABLE,
        ),
        pm25(
            Sensing(noise=0.6, bias=1.0, lag_s=20, resolution=1),
            Reporting(min_s=30, max_s=3600, change=2),
            _READABLE,
        ),
        voc_index(Reporting(min_s=60, max_s=3600, change=5)),
        link_quality(),
    ),
)
