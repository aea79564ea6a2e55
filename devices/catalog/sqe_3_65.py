"""Grundfos pump for a deep well with the control unit CU 300, by way of its RS-485 bus.

The well of a qanat runs dry in late summer: the unit stops the motor and tries again after half an hour.
"""

from devices.device import Device, FixtureKind, PowerSource, Radio
from devices.text import Text
from devices.traits.pumps import PumpSheet, pump

DEVICE = Device(
    model="SQE-3-65",
    vendor="Grundfos",
    name=Text(en="Qanat pump", fa="پمپ قنات"),
    description=Text(
        en="Submersible pump with dry-running protection", fa="پمپ شناور با محافظت در برابر خشک کار کردن"
    ),
    icon="pump",
    power_source=PowerSource.MAINS,
    fits=FixtureKind.PIPE,
    radio=Radio.WIRED,
    traits=(pump(PumpSheet(flow_l_min=50, power_w=1100, heat_in_room=0, sound_db=0)),),
)
