"""The trait of an electricity meter in the meter cabinet, with its registers."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Property, Sensing
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.parts import measured


def tariff_meter() -> Trait:
    """What a circuit carries and has carried; imports also by the hours of the tariff (T1, T2, T3)."""
    return Trait(
        properties=_SHOWN,
        sense=_read,
        follows={"fixture.power_w": 5, "fixture.imported_kwh": 0.05, "fixture.exported_kwh": 0.05},
    )


def _read(values: Values, around: Surroundings) -> Values:
    circuit = around.fixture
    registers = (*circuit.registers_kwh, 0.0, 0.0, 0.0)[:3]
    return {
        "voltage": around.mains_v,
        "current": abs(circuit.power_w) / around.mains_v if around.mains_v else 0.0,
        "active_power": circuit.power_w,
        "import_active_energy": circuit.imported_kwh,
        "export_active_energy": circuit.exported_kwh,
        **{f"import_energy_t{number}": kwh for number, kwh in enumerate(registers, start=1)},
    }


def _register(name: str, title: Text, description: Text) -> Property:
    return measured(name, title, description, "kWh", minimum=0, sensing=Sensing(resolution=0.01), change=0.1)


_SHOWN = (
    measured(
        "active_power",
        Text(en="Active power", fa="توان"),
        Text(
            en="Power of the circuit; negative where it feeds in",
            fa="توان مدار؛ منفی یعنی تحویل برق به شبکه",
        ),
        "W",
        sensing=Sensing(gain=0.003, resolution=1),
        change=10,
    ),
    measured(
        "voltage",
        Text(en="Voltage", fa="ولتاژ"),
        Text(en="Voltage of the mains", fa="ولتاژ برق شهر"),
        "V",
        initial=230,
        minimum=0,
        sensing=Sensing(noise=0.3, resolution=0.1),
        change=2,
    ),
    measured(
        "current",
        Text(en="Current", fa="جریان"),
        Text(en="Current of the circuit", fa="جریان مدار"),
        "A",
        minimum=0,
        sensing=Sensing(resolution=0.01),
        change=0.5,
    ),
    _register(
        "import_active_energy",
        Text(en="Imported energy", fa="انرژی دریافتی"),
        Text(en="Energy taken from the grid (register 1.8.0)", fa="انرژی گرفته‌شده از شبکه (رجیستر 1.8.0)"),
    ),
    _register(
        "import_energy_t1",
        Text(en="Imported, normal hours", fa="انرژی دریافتی، میان‌باری"),
        Text(
            en="Taken in normal hours (register 1.8.1)",
            fa="انرژی گرفته‌شده در ساعت‌های میان‌باری (رجیستر 1.8.1)",
        ),
    ),
    _register(
        "import_energy_t2",
        Text(en="Imported, peak hours", fa="انرژی دریافتی، اوج بار"),
        Text(
            en="Taken in peak hours (register 1.8.2)", fa="انرژی گرفته‌شده در ساعت‌های اوج بار (رجیستر 1.8.2)"
        ),
    ),
    _register(
        "import_energy_t3",
        Text(en="Imported, off-peak hours", fa="انرژی دریافتی، کم‌باری"),
        Text(
            en="Taken in off-peak hours (register 1.8.3)",
            fa="انرژی گرفته‌شده در ساعت‌های کم‌باری (رجیستر 1.8.3)",
        ),
    ),
    _register(
        "export_active_energy",
        Text(en="Exported energy", fa="انرژی تحویلی"),
        Text(en="Energy given to the grid (register 2.8.0)", fa="انرژی داده‌شده به شبکه (رجیستر 2.8.0)"),
    ),
)
