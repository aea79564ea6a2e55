"""Bosch dishwasher with Home Connect; the names follow https://api-docs.home-connect.com/states."""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.programmes import Phase, programme_machine
from devices.traits.radio import link_quality

DEVICE = Device(
    model="SMV4HVX38E",
    vendor="Bosch",
    name=Text(en="Dishwasher", fa="ماشین ظرف‌شویی"),
    description=Text(en="Series 4 dishwasher, 13 place settings", fa="ماشین ظرف‌شویی سری ۴، ۱۳ نفره"),
    icon="washer",
    power_source=PowerSource.MAINS,
    radio=Radio.WIFI,
    traits=(
        programme_machine(
            {
                "eco_50": (
                    Phase("fill", 3, 15, water_l=4, sound_db=40),
                    Phase("heat", 18, 2000, sound_db=42),
                    Phase("wash", 110, 70, sound_db=44),
                    Phase("rinse", 25, 300, water_l=5.5, sound_db=44),
                    Phase("dry", 60, 20, sound_db=30),
                ),
                "quick_45": (
                    Phase("fill", 2, 15, water_l=4, sound_db=40),
                    Phase("heat", 10, 2000, sound_db=42),
                    Phase("wash", 15, 90, sound_db=46),
                    Phase("rinse", 8, 900, water_l=6, sound_db=46),
                    Phase("dry", 10, 40, sound_db=32),
                ),
            }
        ),
        electronics(power_w=0.5),
        link_quality(),
    ),
)
