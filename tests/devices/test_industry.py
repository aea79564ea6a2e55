"""Dryer, greenhouse, cold store and diesel: what South Khorasan works with."""

import pytest

from tests.devices.bench import Bench

DRYER, VENT, MISTER, STORE, ENGINE = (
    "UF55plus", "ZM90E-DT250N/A400", "humiSonic-direct-6", "XR60CX", "FMC650",
)  # fmt: skip


def drying(**values):
    dryer = Bench(DRYER, **values)
    dryer.hand("fill_trays")
    dryer.tell(state="ON")
    return dryer


def hours_until_dry(**values):
    dryer = drying(**values)
    for minute in range(24 * 60):
        if dryer.values["finished"]:
            return minute / 60
        dryer.pass_minutes(1)
    return None


def test_the_dryer_warms_its_chamber_to_the_setpoint():
    dryer = drying()
    dryer.pass_minutes(20)
    assert dryer.values["temp1_read"] == pytest.approx(50, abs=1)


def test_saffron_loses_four_fifths_of_its_weight_and_then_drying_ends():
    dryer = drying()
    assert dryer.values["weight"] == 500
    dryer.pass_minutes(6 * 60)
    assert dryer.values["finished"]
    assert dryer.values["state"] == "OFF"
    assert dryer.values["moisture"] < 10
    assert 106 < dryer.values["weight"] < 112, "a hundred grams of it are saffron"
    assert dryer.effect.power_w < 10


def test_warmer_and_windier_is_quicker():
    usual = hours_until_dry()
    assert 1.5 < usual < 5
    assert hours_until_dry(temp_set=60) < usual < hours_until_dry(temp_set=40)
    assert hours_until_dry(fan_set=20) > usual


def test_the_water_of_the_load_goes_into_the_room():
    dryer = drying()
    water_g = 0.0
    for _ in range(120):
        dryer.pass_minutes(1)
        water_g += dryer.effect.moisture_g_h / 60
    assert water_g == pytest.approx(500 - dryer.values["weight"], rel=0.03)


def test_the_air_in_the_chamber_is_moist_at_first_and_dry_at_the_end():
    dryer = drying()
    dryer.pass_minutes(30)
    moist = dryer.values["humidity"]
    dryer.pass_minutes(120)
    assert dryer.values["humidity"] < moist


def test_in_a_power_cut_the_chamber_cools_and_then_goes_on():
    dryer = drying()
    dryer.pass_minutes(30)
    dryer.feel(mains_v=0.0)
    dryer.pass_minutes(30)
    assert dryer.values["temp1_read"] < 45
    assert dryer.effect.power_w <= 8
    dryer.feel(mains_v=230.0)
    dryer.pass_minutes(30)
    assert dryer.values["temp1_read"] == pytest.approx(50, abs=1)


def test_a_thermometer_that_shows_too_much_keeps_the_chamber_too_cold():
    dryer = drying()
    for _ in range(60):
        dryer.pass_minutes(1)
        dryer.values["temp1_read"] = dryer.values["air_c"] + 10
    assert dryer.values["air_c"] == pytest.approx(40, abs=2)


def test_empty_trays_are_never_dry():
    dryer = Bench(DRYER)
    dryer.tell(state="ON")
    dryer.pass_minutes(60)
    assert dryer.values["state"] == "ON"
    assert not dryer.values["finished"]


def test_the_vent_opens_and_closes_with_its_motor():
    vent = Bench(VENT)
    assert vent.driven == {"open": 0}
    vent.tell(state="OPEN")
    vent.pass_seconds(60)
    assert vent.driven["open"] == pytest.approx(1)
    vent.feel(fixture={"open_share": 1.0})
    vent.tell(position=50)
    vent.pass_seconds(30)
    assert vent.driven["open"] == pytest.approx(0.5)


def test_the_mister_moistens_and_cools_until_the_air_is_moist():
    mister = Bench(MISTER)
    mister.tell(state="ON", humidity_set=70)
    mister.feel(room={"humidity_percent": 40.0})
    assert mister.effect.moisture_g_h == 6000
    assert mister.effect.heat_w < -3000, "evaporating water cools"
    assert mister.effect.water_l_min == pytest.approx(0.1)
    mister.feel(room={"humidity_percent": 69.0})
    assert 0 < mister.effect.moisture_g_h < 2000
    mister.feel(room={"humidity_percent": 72.0})
    assert mister.effect.moisture_g_h == 0


def test_without_water_there_is_no_mist():
    mister = Bench(MISTER)
    mister.feel(room={"humidity_percent": 40.0}, supply=0.0)
    mister.tell(state="ON")
    assert mister.effect.moisture_g_h == 0
    assert mister.values["production"] == 0


def store_at(celsius):
    store = Bench(STORE)
    store.pass_minutes(5)
    store.feel(room={"temperature_c": celsius})
    return store


def test_the_compressor_cools_the_store_and_warms_the_outdoors():
    store = store_at(6.0)
    assert store.values["activity"] == "cooling"
    assert store.effect.heat_w < -2000
    assert store.effect.heat_outdoors_w > 3000


def test_the_compressor_rests_between_the_set_point_and_the_differential():
    store = store_at(6.0)
    store.feel(room={"temperature_c": 3.0})
    assert store.values["activity"] == "cooling", "it runs on down to the set point"
    store.feel(room={"temperature_c": 1.9})
    assert store.values["activity"] == "idle"
    store.pass_minutes(10)
    store.feel(room={"temperature_c": 3.5})
    assert store.values["activity"] == "idle"
    store.feel(room={"temperature_c": 4.5})
    assert store.values["activity"] == "cooling"


def test_a_thermometer_that_shows_too_much_cools_the_store_too_far():
    store = store_at(1.0)
    store.pass_minutes(5)
    store.values["temperature"] = 6.0
    store.pass_minutes(1)
    assert store.values["activity"] == "cooling"


def test_a_compressor_that_just_stopped_rests_before_it_starts_again():
    store = store_at(6.0)
    store.feel(room={"temperature_c": 1.0})
    store.feel(room={"temperature_c": 6.0})
    assert store.values["activity"] == "idle"
    store.pass_minutes(3)
    assert store.values["activity"] == "cooling"


def test_it_defrosts_every_eight_hours_for_twenty_minutes():
    store = Bench(STORE)
    defrosting = []
    for minute in range(1, 17 * 60):
        store.pass_minutes(1)
        if store.values["activity"] == "defrost":
            defrosting.append(minute)
    assert defrosting[0] == 480
    assert len(defrosting) == 40, "twice in seventeen hours"
    assert defrosting[20] == 980


def test_a_store_that_is_too_warm_is_told():
    store = store_at(9.0)
    assert store.values["high_alarm"]
    store.feel(room={"temperature_c": 5.0})
    assert not store.values["high_alarm"]


def running(**values):
    engine = Bench(ENGINE, **values)
    engine.tell(state="ON")
    return engine


def test_an_engine_warms_up_to_its_thermostat_and_cools_down_slowly():
    engine = running()
    assert engine.values["engine_coolant_temperature"] == 20
    engine.pass_minutes(5)
    assert 35 < engine.values["engine_coolant_temperature"] < 88
    engine.pass_minutes(40)
    assert engine.values["engine_coolant_temperature"] == 88
    engine.tell(state="OFF")
    engine.pass_minutes(60)
    assert 40 < engine.values["engine_coolant_temperature"] < 80
    engine.pass_minutes(24 * 60)
    assert engine.values["engine_coolant_temperature"] == pytest.approx(20, abs=1)


def test_a_faster_engine_burns_more():
    engine = running()
    engine.tell(engine_requested_speed=800)
    slow = engine.values["engine_fuel_rate"]
    engine.tell(engine_requested_speed=1800)
    assert engine.values["engine_fuel_rate"] == 11
    assert slow < 3
    assert engine.effect.stored_w == pytest.approx(-11 * 9970), "the energy was in its own tank"


def test_oil_is_thick_when_it_is_cold_and_has_no_pressure_at_rest():
    engine = Bench(ENGINE)
    assert engine.values["engine_oil_pressure"] == 0
    engine.tell(state="ON")
    cold = engine.values["engine_oil_pressure"]
    engine.pass_minutes(60)
    assert 0 < engine.values["engine_oil_pressure"] < cold


def test_hours_count_only_while_it_runs():
    engine = Bench(ENGINE)
    engine.pass_minutes(60)
    engine.tell(state="ON")
    engine.pass_minutes(90)
    assert engine.values["engine_total_hours_of_operation"] == pytest.approx(1201.5)


def test_an_empty_tank_stops_it_and_filling_it_up_lets_it_start_again():
    engine = running(fuel_l=40.0, engine_requested_speed=1800)
    engine.pass_minutes(70)
    assert (engine.values["spn"], engine.values["fmi"]) == (96, 17), "little fuel"
    assert engine.values["lamp"] == "amber_warning"
    assert engine.values["engine_speed"] > 0
    engine.pass_minutes(180)
    assert (engine.values["spn"], engine.values["fmi"]) == (96, 1), "no fuel"
    assert engine.values["engine_speed"] == 0
    engine.hand("refuel")
    assert engine.values["engine_speed"] == 0, "it does not start by itself"
    engine.tell(state="OFF")
    engine.tell(state="ON")
    assert engine.values["engine_speed"] == 1800
    assert engine.values["fuel_level_1"] == 100


def test_without_coolant_it_overheats_and_stops_itself():
    engine = running(engine_requested_speed=1800)
    engine.pass_minutes(60)
    engine.hand("drain_coolant")
    lamps = []
    for _ in range(30):
        engine.pass_minutes(1)
        lamps.append(engine.values["lamp"])
    assert "red_stop" in lamps
    assert engine.values["engine_speed"] == 0
    engine.hand("fill_coolant")
    engine.pass_minutes(120)
    engine.tell(state="OFF")
    engine.tell(state="ON")
    assert engine.values["engine_speed"] == 1800
