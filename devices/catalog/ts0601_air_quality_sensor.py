"""Tuya air quality sensor with CO₂, https://www.zigbee2mqtt.io/devices/TS0601_air_quality_sensor.html."""

from devices.device import Device, PowerSource
from devices.property import Reporting, Sensing
from devices.text import Text
from devices.traits.air import humidity, temperature
from devices.traits.air_quality import co2, voc
from devices.traits.radio import link_quality

DEVICE = Device(
    model="TS0601_air_quality_sensor",
    vendor="Tuya",
    name=Text(en="CO₂ sensor", fa="حسگر دی‌اکسید کربن"),
    description=Text(
        en="Air quality sensor: CO₂, VOC, temperature, humidity",
        fa="حسگر کیفیت هوا: دی‌اکسید کربن، ترکیبات آلی فرار، دما و رطوبت",
    ),
    icon="air_quality",
    power_source=PowerSource.MAINS,
    traits=(
        temperature(
            Sensing(noise=0.05, bias=0.5, lag_s=120, resolution=0.1),
            Reporting(min_s=10, max_s=3600, change=0.5),
        ),
        humidity(
            Sensing(noise=0.5, bias=2.0, lag_s=60, resolution=0.1), Reporting(min_s=10, max_s=3600, change=2)
        ),
        co2(
            Sensing(noise=8, bias=25, lag_s=60, resolution=1),
            Reporting(min_s=30, max_s=1800, change=20),
            low_ppm=350,
            high_ppm=5000,
        ),
        voc(Sensing(noise=3, bias=10, lag_s=30, resolution=1), Reporting(min_s=30, max_s=1800, change=20)),
        link_quality(),
    ),
)
