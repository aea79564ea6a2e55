"""What a device feels when it looks, and shows when it speaks."""

import pytest

from devices.device import Device, PowerSource
from devices.property import Reporting, Sensing
from devices.registry import find
from devices.surroundings import Indoors, Surroundings
from devices.text import Text
from devices.traits.air import temperature
from devices.traits.light_level import illuminance
from simulator.sensing.instruments import Instruments
from simulator.sensing.reporting import Watched

NAME = Text(en="Probe", fa="کاوشگر")
REPORTING = Reporting(min_s=10, max_s=3600)


def instruments(*traits):
    return Instruments(Device("P", "V", NAME, NAME, PowerSource.MAINS, traits), "probe", seed=1)


def felt(probe, *temperatures_c):
    values = {}
    for minute, temperature_c in enumerate(temperatures_c):
        around = Surroundings(minute * 60_000, Indoors(temperature_c, illuminance_lx=7.0))
        probe.feel(values, around, values)
    return values


def test_looking_costs_no_chance_and_speaking_does():
    probe = instruments(temperature(Sensing(noise=0.5), REPORTING))
    assert felt(probe, 20.0, 21.0) == {"temperature": 21.0}
    assert len({probe.show("temperature", 21.0) for _ in range(10)}) > 5


def test_how_often_it_looked_changes_nothing_of_what_it_shows():
    seldom, often = (instruments(temperature(Sensing(noise=0.5, bias=1.0), REPORTING)) for _ in range(2))
    once, many = felt(seldom, 20.0), felt(often, *[20.0] * 50)
    assert [seldom.show("temperature", once["temperature"]) for _ in range(5)] == [
        often.show("temperature", many["temperature"]) for _ in range(5)
    ]


def test_what_rides_along_is_felt_only_when_the_device_speaks():
    probe = instruments(temperature(Sensing(), REPORTING), illuminance(Sensing()))
    values = felt(probe, 20.0)
    assert "illuminance" not in values
    probe.feel_riding(values, Surroundings(0, Indoors(illuminance_lx=7.0)), values)
    assert values["illuminance"] == 7.0


@pytest.mark.parametrize(("change", "worth_telling"), [(0, 0.1), (0.05, 0.1), (0.5, 0.5)])
def test_what_cannot_be_shown_is_not_worth_telling(change, worth_telling):
    reporting = Reporting(min_s=10, max_s=3600, change=change)
    probe = instruments(temperature(Sensing(resolution=0.1), reporting))
    assert probe.watched == [Watched.of("temperature", Reporting(10, 3600, worth_telling))]


def test_settings_and_states_are_told_as_they_are():
    heater = find("TRVZB")
    probe = Instruments(heater, "heater", seed=1)
    assert probe.show("occupied_heating_setpoint", 21.5) == 21.5
    assert probe.show("running_state", "heat") == "heat"
    assert Watched.of("system_mode", heater.properties["system_mode"].reporting) in probe.watched
