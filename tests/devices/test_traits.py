"""How the blocks that devices are made of behave."""

from devices.effect import Effect
from devices.property import Sensing
from devices.surroundings import Load, Surroundings
from devices.traits.heating import thermostat
from devices.traits.lighting import dimmable_light
from devices.traits.metering import power_meter
from devices.traits.presence import occupancy

LAMP = dimmable_light(lumen=1000, power_w=12.5)
OFF = {"state": "OFF", "brightness": 254}


def remember(trait):
    return {each.name: each.initial for each in trait.properties} | dict(trait.memory)


def test_brightness_alone_also_switches_on():
    assert LAMP.obey(OFF, {"brightness": 100}) == {"brightness": 100, "state": "ON"}


def test_brightness_zero_switches_off_and_keeps_the_level():
    assert LAMP.obey(OFF | {"state": "ON"}, {"brightness": 0}) == {"state": "OFF"}


def test_state_wins_over_brightness():
    assert LAMP.obey(OFF, {"brightness": 100, "state": "OFF"})["state"] == "OFF"


def test_toggle_turns_into_the_opposite():
    assert LAMP.obey(OFF, {"state": "TOGGLE"}) == {"state": "ON"}
    assert LAMP.obey(OFF | {"state": "ON"}, {"state": "TOGGLE"}) == {"state": "OFF"}


def test_a_dimmed_lamp_gives_and_takes_in_proportion():
    assert LAMP.act({"state": "ON", "brightness": 127}, Load()) == Effect(6.25, 500, 6.25)
    assert LAMP.act(OFF, Load()) == Effect()


def test_a_motion_sensor_is_blind_for_a_minute_and_then_tells_again():
    trait = occupancy(blind_s=60, timeout_s=90)
    values = remember(trait)
    first = trait.react["motion"](values, Surroundings(now_ms=1000))
    assert first.tell == ("occupancy",)
    values |= first.values
    assert trait.react["motion"](values, Surroundings(now_ms=60_999)) is None
    again = trait.react["motion"](values, Surroundings(now_ms=61_000))
    assert again.tell == ("occupancy",), "a repeated detection is told again"


def test_occupancy_ends_after_the_last_detection_only():
    trait = occupancy(blind_s=60, timeout_s=90)
    values = remember(trait)
    values |= trait.react["motion"](values, Surroundings(now_ms=0)).values
    values |= trait.react["motion"](values, Surroundings(now_ms=70_000)).values
    assert trait.react["occupancy_timeout"](values, Surroundings(now_ms=90_000)) is None
    ended = trait.react["occupancy_timeout"](values, Surroundings(now_ms=160_000))
    assert ended.values == {"occupancy": False}


def test_energy_is_power_times_time_even_when_the_load_changes():
    trait = power_meter()
    values = remember(trait) | {"state": "ON"}
    for now_ms, power_w in ((0, 1000.0), (1_800_000, 500.0), (5_400_000, 0.0)):
        around = Surroundings(now_ms=now_ms, load=Load(power_w=power_w))
        values |= trait.sense(values, around)
    assert values["energy"] == 1.0, "1000 W for half an hour and 500 W for an hour are 1 kWh"


def test_a_thermostat_heats_below_and_rests_above_its_setpoint():
    trait = thermostat(4, 35, hysteresis_k=0.3, sensing=Sensing())
    values = remember(trait) | {"occupied_heating_setpoint": 20.0}
    assert trait.decide(values | {"local_temperature": 19.6}) == {"running_state": "heat"}
    assert trait.decide(values | {"local_temperature": 20.2}) == {}, "inside the band it stays as it is"
    assert trait.decide(values | {"local_temperature": 20.4}) == {"running_state": "idle"}
    assert trait.decide(values | {"local_temperature": 5.0, "system_mode": "off"}) == {
        "running_state": "idle"
    }
