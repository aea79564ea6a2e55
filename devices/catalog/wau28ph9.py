"""Bosch washing machine with Home Connect; the names follow https://api-docs.home-connect.com/states."""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.programmes import Phase, programme_machine
from devices.traits.radio import link_quality

DEVICE = Device(
    model="WAU28PH9",
    vendor="Bosch",
    name=Text(en="Washing machine", fa="ماشین لباس‌شویی"),
    description=Text(en="Series 6 washing machine, 9 kg", fa="ماشین لباس‌شویی سری ۶، ۹ کیلوگرم"),
    icon="washer",
    power_source=PowerSource.MAINS,
    radio=Radio.WIFI,
    traits=(
        programme_machine(
            {
                "cotton_60": (
                    Phase("fill", 4, 20, water_l=18, sound_db=45),
                    Phase("heat", 22, 2050, sound_db=46),
                    Phase("wash", 60, 180, sound_db=50),
                    Phase("rinse", 25, 120, water_l=36, sound_db=50),
                    Phase("spin", 9, 450, sound_db=68),
                ),
                "easy_care_40": (
                    Phase("fill", 4, 20, water_l=16, sound_db=45),
                    Phase("heat", 12, 2050, sound_db=46),
                    Phase("wash", 40, 150, sound_db=50),
                    Phase("rinse", 20, 110, water_l=30, sound_db=50),
                    Phase("spin", 6, 350, sound_db=64),
                ),
                "quick_15": (
                    Phase("fill", 2, 20, water_l=10, sound_db=45),
                    Phase("heat", 3, 2050, sound_db=46),
                    Phase("wash", 5, 160, sound_db=50),
                    Phase("rinse", 3, 120, water_l=14, sound_db=50),
                    Phase("spin", 2, 400, sound_db=66),
                ),
            }
        ),
        electronics(power_w=1),
        link_quality(),
    ),
)
