"""FrankEver water valve that opens in parts, https://www.zigbee2mqtt.io/devices/FK_V02.html."""

from devices.device import Device, FixtureKind, PowerSource
from devices.text import Text
from devices.traits.mains import electronics
from devices.traits.radio import link_quality
from devices.traits.valves import throttling_valve

DEVICE = Device(
    model="FK_V02",
    vendor="FrankEver",
    name=Text(en="Water valve", fa="شیر برقی آب"),
    description=Text(en="Zigbee smart water valve", fa="شیر هوشمند آب با درصد باز شدن و زمان‌سنج"),
    icon="valve",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.PIPE,
    traits=(
        throttling_valve(),
        electronics(power_w=0.5),
        link_quality(),
    ),
)
