"""SONOFF thermometer and hygrometer, https://www.zigbee2mqtt.io/devices/SNZB-02.html.

It tells small changes of the humidity, but of the temperature only those of 0.6 °C and more.
"""

from devices.device import Device, PowerSource
from devices.property import Reporting, Sensing
from devices.text import Text
from devices.traits.air import humidity, temperature
from devices.traits.own_power import battery, battery_voltage
from devices.traits.radio import link_quality

DEVICE = Device(
    model="SNZB-02",
    vendor="SONOFF",
    name=Text(en="Small thermometer and hygrometer", fa="دماسنج و رطوبت‌سنج کوچک"),
    description=Text(en="Temperature and humidity sensor", fa="حسگر دما و رطوبت"),
    icon="thermometer",
    power_source=PowerSource.BATTERY,
    battery_mah=550,
    traits=(
        battery(),
        temperature(
            Sensing(noise=0.05, bias=0.2, lag_s=180, resolution=0.01),
            Reporting(min_s=10, max_s=3600, change=0.6),
        ),
        humidity(
            Sensing(noise=0.3, bias=2.0, lag_s=90, resolution=0.01), Reporting(min_s=10, max_s=3600, change=1)
        ),
        battery_voltage(),
        link_quality(),
    ),
)
