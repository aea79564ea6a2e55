"""HEIMAN doorbell button, https://www.zigbee2mqtt.io/devices/HS2DB.html."""

from devices.device import Device, PowerSource
from devices.text import Text
from devices.traits.momentary import button_actions
from devices.traits.own_power import battery, battery_low
from devices.traits.radio import link_quality

DEVICE = Device(
    model="HS2DB",
    vendor="HEIMAN",
    name=Text(en="Doorbell button", fa="دکمهٔ زنگ در"),
    description=Text(en="Smart doorbell button", fa="دکمهٔ زنگ هوشمند جلوی در"),
    icon="bell",
    power_source=PowerSource.BATTERY,
    battery_mah=225,
    sample_s=300,
    traits=(
        battery(),
        button_actions({"press": "pressed"}),
        battery_low(),
        link_quality(),
    ),
)
