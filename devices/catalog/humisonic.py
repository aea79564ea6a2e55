"""CAREL ultrasonic humidifier (humiSonic direct) for a greenhouse, by Modbus."""

from devices.device import Device, PowerSource, Radio
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.misting import mister

DEVICE = Device(
    model="humiSonic-direct-6",
    vendor="CAREL",
    name=Text(en="Greenhouse mister", fa="مه‌پاش گلخانه"),
    description=Text(en="Ultrasonic humidifier, 6 kg/h", fa="رطوبت‌ساز فراصوت، ۶ کیلوگرم در ساعت"),
    icon="mist",
    power_source=PowerSource.MAINS,
    radio=Radio.WIRED,
    traits=(
        mister(most_g_h=6000, power_w=420, sound_db=48),
        electronics(power_w=5),
    ),
)
