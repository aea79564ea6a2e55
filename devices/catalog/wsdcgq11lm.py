"""Aqara thermometer and hygrometer, https://www.zigbee2mqtt.io/devices/WSDCGQ11LM.html."""

from devices.device import Device, PowerSource
from devices.property import Reporting, Sensing
from devices.text import Text
from devices.traits.air import humidity, pressure, temperature
from devices.traits.own_power import battery, battery_voltage
from devices.traits.radio import link_quality

DEVICE = Device(
    model="WSDCGQ11LM",
    vendor="Aqara",
    name=Text(en="Thermometer and hygrometer", fa="دماسنج و رطوبت‌سنج"),
    description=Text(en="Temperature, humidity and pressure sensor", fa="حسگر دما، رطوبت و فشار هوا"),
    icon="thermometer",
    power_source=PowerSource.BATTERY,
    battery_mah=225,
    traits=(
        battery(),
        temperature(
            Sensing(noise=0.03, bias=0.1, lag_s=120, resolution=0.01),
            Reporting(min_s=10, max_s=3600, change=0.5),
        ),
        humidity(
            Sensing(noise=0.2, bias=1.0, lag_s=60, resolution=0.01), Reporting(min_s=10, max_s=3600, change=3)
        ),
        pressure(Sensing(noise=0.05, bias=0.3, resolution=0.1), Reporting(min_s=10, max_s=3600, change=5)),
        battery_voltage(),
        link_quality(),
    ),
)
