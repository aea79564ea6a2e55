"""How devices that warm, cool, moisten and clean the air behave, and what that costs."""

import pytest

from devices.moist_air import MoistAir
from devices.registry import find
from devices.surroundings import Indoors, Load, Outdoors
from tests.devices.working import AtWork

JULY = Outdoors(temperature_c=35.7, humidity_percent=15, pressure_hpa=850)


def test_wet_bulb_is_that_of_the_psychrometric_chart():
    assert MoistAir(25, 50, 1013.25).wet_bulb_c == pytest.approx(17.9, abs=0.1)
    assert MoistAir(20, 100, 850).wet_bulb_c == pytest.approx(20, abs=0.01)


def cooler(**commands):
    work = AtWork(find("EC-7000"))
    work.feel(outdoors=JULY)
    work.command(commands)
    work.wait(600)
    return work


def test_an_evaporative_cooler_cools_what_it_blows_in_by_the_water_it_evaporates():
    effect = cooler(fan_state="ON", fan_mode="high", pump="ON").effect
    air = MoistAir.outside(JULY)
    supplied_k = -(effect.heat_w - 520) / (air.density_kg_m3 * 1006 * 3300 / 3600)
    assert supplied_k == pytest.approx(0.75 * (35.7 - air.wet_bulb_c), rel=0.01)
    assert effect.moisture_g_h > 10_000
    assert effect.water_l_min > effect.moisture_g_h / 60_000, "some water is bled off with the salt"
    assert effect.fresh_air_m3_h == 3300


def test_with_dry_pads_an_evaporative_cooler_only_ventilates():
    effect = cooler(fan_state="ON").effect
    assert (effect.moisture_g_h, effect.heat_w, effect.fresh_air_m3_h) == (0, 240, 2100)


def test_the_pads_need_the_pump_a_while_before_the_air_is_cool():
    work = cooler(fan_state="ON")
    work.command({"pump": "ON"})
    assert work.effect.moisture_g_h == 0
    work.wait(60)
    after_a_minute = work.effect.moisture_g_h
    work.wait(600)
    assert 0 < after_a_minute < 0.7 * work.effect.moisture_g_h


def test_in_moist_air_an_evaporative_cooler_is_of_little_use():
    work = cooler(fan_state="ON", pump="ON")
    dry = work.effect.heat_w
    work.feel(outdoors=JULY._replace(humidity_percent=80))
    assert work.effect.heat_w > dry / 3


def split(room_c, **commands):
    work = AtWork(find("AC201"))
    work.feel(room=Indoors(temperature_c=room_c, humidity_percent=55), outdoors=JULY)
    work.command(commands)
    work.wait(60)
    return work


def test_a_split_air_conditioner_carries_heat_outdoors_and_dries_the_air():
    effect = split(30, system_mode="cool", occupied_cooling_setpoint=25).effect
    assert effect.heat_w < -2500
    assert effect.moisture_g_h < 0
    assert effect.heat_outdoors_w == pytest.approx(3500 + effect.power_w, rel=0.02)
    assert 900 < effect.power_w < 1300


def test_near_its_setpoint_it_runs_at_part_of_its_power_and_then_stops():
    near = split(25.5, system_mode="cool", occupied_cooling_setpoint=25)
    assert 0 < -near.effect.heat_w < 1500
    assert split(24, system_mode="cool", occupied_cooling_setpoint=25).effect.heat_w > 0


def test_in_winter_it_takes_heat_from_outdoors():
    work = split(17, system_mode="heat", occupied_heating_setpoint=21)
    work.feel(outdoors=Outdoors(temperature_c=2))
    assert work.effect.heat_w > 3000
    assert work.effect.heat_outdoors_w < 0


def test_its_fan_is_on_while_it_is_and_off_switches_all_of_it_off():
    work = split(30, system_mode="cool")
    assert work.values["fan_state"] == "ON"
    work.command({"fan_state": "OFF"})
    assert work.values["system_mode"] == "off"
    work.command({"fan_state": "ON"})
    assert work.values["system_mode"] == "fan_only"


def test_a_gas_boiler_burns_what_it_gives_and_what_the_flue_takes():
    work = AtWork(find("SLR1b"))
    work.feel(room=Indoors(temperature_c=17))
    effect = work.effect
    assert effect.heat_w == pytest.approx(12_060)
    assert effect.fuel_w == pytest.approx(12_000 / 0.9)
    assert effect.heat_outdoors_w == pytest.approx(12_000 / 0.9 - 12_000)
    work.feel(room=Indoors(temperature_c=22))
    assert work.effect.fuel_w == 0


def test_a_gas_boiler_heats_its_own_room_by_the_radiators_there():
    work = AtWork(find("SLR1b"), load=Load(heat_w=3000))
    work.feel(room=Indoors(temperature_c=17))
    effect = work.effect
    assert effect.heat_w == pytest.approx(3060)
    assert effect.fuel_w == pytest.approx(12_000 / 0.9)
    assert effect.heat_outdoors_w == pytest.approx(12_000 / 0.9 - 3000)


def test_a_humidifier_runs_until_it_is_moist_enough_or_empty():
    work = AtWork(find("zhimi.humidifier.ca4"))
    work.command({"state": "ON", "target_humidity": 50})
    work.feel(room=Indoors(humidity_percent=20))
    assert work.effect.moisture_g_h > 300
    work.wait(24 * 3600)
    assert work.values["water_level"] == 0
    assert work.effect.moisture_g_h == 0
    work.handle("fill")
    assert work.effect.moisture_g_h > 300
    work.feel(room=Indoors(humidity_percent=55))
    assert work.effect.moisture_g_h == 0


def test_an_air_purifier_follows_the_dust_by_itself():
    work = AtWork(find("E2007"))
    work.command({"fan_state": "ON"})
    work.feel(room=Indoors(pm25_ug_m3=5))
    calm = work.effect
    work.feel(room=Indoors(pm25_ug_m3=400))
    assert (work.values["fan_mode"], work.values["fan_speed"], work.values["air_quality"]) == (
        "auto",
        9,
        "hazardous",
    )
    assert work.effect.cleaned_air_m3_h > calm.cleaned_air_m3_h > 0
    assert work.effect.sound_db > calm.sound_db


def test_a_fan_turns_at_the_nearest_of_its_speeds():
    work = AtWork(find("TS0601_fan_switch"))
    work.command({"state": "ON", "fan_speed": 4.6})
    assert work.values["fan_speed"] == 5
    assert work.effect.power_w == 72
