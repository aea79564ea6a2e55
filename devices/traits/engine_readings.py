"""What the control unit of a diesel engine tells, under the names of SAE J1939-71 and -73."""

from __future__ import annotations

from devices.property import Sensing
from devices.text import Text
from devices.traits.parts import measured, setting, stage
from devices.traits.switching import on_off

_SPN = measured(
    "spn",
    Text(en="Fault: SPN", fa="خطا: SPN"),
    Text(
        en="Which parameter is at fault: 96 fuel level, 110 coolant temperature; 0 none",
        fa="پارامتر دچار خطا: ۹۶ سطح سوخت، ۱۱۰ دمای آب موتور؛ صفر یعنی هیچ",
    ),
    None,
    minimum=0,
    sensing=Sensing(resolution=1),
    min_s=0,
)
_FMI = measured(
    "fmi",
    Text(en="Fault: FMI", fa="خطا: FMI"),
    Text(
        en="How: 0 and 15 too high, 1 and 17 too low",
        fa="گونهٔ خطا: ۰ و ۱۵ بیش از اندازه بالا، ۱ و ۱۷ بیش از اندازه پایین",
    ),
    None,
    minimum=0,
    maximum=31,
    sensing=Sensing(resolution=1),
    min_s=0,
)

ENGINE_READINGS = (
    on_off(
        Text(en="State", fa="وضعیت"),
        Text(en="Whether the engine is to run", fa="فرمان روشن یا خاموش بودن موتور"),
    ),
    setting(
        "engine_requested_speed",
        Text(en="Requested speed", fa="دور درخواستی"),
        Text(en="The speed that it is asked for (SPN 898)", fa="دوری که از موتور خواسته می‌شود (SPN 898)"),
        "rpm",
        initial=1500,
        minimum=800,
        maximum=1800,
        step=50,
    ),
    measured(
        "engine_speed",
        Text(en="Engine speed", fa="دور موتور"),
        Text(en="Speed of the crankshaft (SPN 190)", fa="دور میل‌لنگ (SPN 190)"),
        "rpm",
        minimum=0,
        sensing=Sensing(resolution=1),
        change=50,
        min_s=1,
    ),
    measured(
        "engine_percent_load",
        Text(en="Engine load", fa="بار موتور"),
        Text(en="Load at the present speed (SPN 92)", fa="بار موتور در دور کنونی (SPN 92)"),
        "%",
        minimum=0,
        maximum=125,
        sensing=Sensing(resolution=1),
        change=5,
    ),
    measured(
        "engine_coolant_temperature",
        Text(en="Coolant temperature", fa="دمای آب موتور"),
        Text(en="Temperature of the coolant (SPN 110)", fa="دمای مایع خنک‌کننده (SPN 110)"),
        "°C",
        initial=20,
        sensing=Sensing(noise=0.2, resolution=1),
        change=2,
    ),
    measured(
        "engine_oil_pressure",
        Text(en="Oil pressure", fa="فشار روغن"),
        Text(en="Pressure of the oil (SPN 100)", fa="فشار روغن موتور (SPN 100)"),
        "kPa",
        minimum=0,
        sensing=Sensing(gain=0.01, resolution=4),
        change=20,
    ),
    measured(
        "fuel_level_1",
        Text(en="Fuel level", fa="سطح سوخت"),
        Text(en="How full the tank is (SPN 96)", fa="درصد پر بودن باک (SPN 96)"),
        "%",
        initial=80,
        minimum=0,
        maximum=100,
        sensing=Sensing(noise=0.2, resolution=0.4),
        change=1,
    ),
    measured(
        "engine_fuel_rate",
        Text(en="Fuel rate", fa="مصرف سوخت"),
        Text(en="Fuel that it burns (SPN 183)", fa="سوختی که موتور می‌سوزاند (SPN 183)"),
        "L/h",
        minimum=0,
        sensing=Sensing(gain=0.01, resolution=0.05),
        change=0.2,
    ),
    measured(
        "engine_total_hours_of_operation",
        Text(en="Hours of operation", fa="ساعت کار موتور"),
        Text(en="How long it has run in all (SPN 247)", fa="کل ساعت‌های کار موتور (SPN 247)"),
        "h",
        initial=1200,
        minimum=0,
        sensing=Sensing(resolution=0.05),
        change=0.25,
    ),
    _SPN,
    _FMI,
    stage(
        "lamp",
        Text(en="Lamp", fa="چراغ هشدار"),
        Text(
            en="Amber: look after it; red: it stops itself (DM1)",
            fa="کهربایی: رسیدگی کنید؛ سرخ: موتور خودش خاموش می‌شود (DM1)",
        ),
        ("off", "amber_warning", "red_stop"),
    ),
)
