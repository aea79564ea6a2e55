"""Water is measured, pumped, and felt in the soil and from the sky."""

import pytest

from tests.devices.bench import Bench

PUMPS = pytest.mark.parametrize("model", ["CMBE-3-62", "SQE-3-65"])


def pump_with_water(model):
    pump = Bench(model)
    pump.tell(state="ON")
    pump.feel(fixture={"flow_l_min": pump.driven["pumped_l_min"]})
    return pump


def test_a_water_meter_counts_cubic_metres():
    meter = Bench("TS0601_water_meter")
    meter.feel(fixture={"flow_l_min": 10.0, "total_l": 1250.0})
    assert meter.values["water_consumed"] == 1.25
    assert meter.values["flow_rate"] == pytest.approx(0.6)


def test_a_tank_sensor_says_when_the_tank_is_low_or_high():
    sensor = Bench("ME201WZ")
    for level, state in ((50, "normal"), (10, "low"), (95, "high")):
        sensor.feel(fixture={"level_percent": float(level)})
        assert sensor.values["liquid_state"] == state
    sensor.tell(max_set=97)
    assert sensor.values["liquid_state"] == "normal", "95 % is no longer too much"


def test_a_level_probe_weighs_the_water_above_it():
    probe = Bench("PR-36XiW")
    probe.feel(fixture={"level_percent": 50.0})
    assert probe.values["level"] == 2
    assert probe.values["p1"] == pytest.approx(0.196, abs=0.001), "two metres of water press with 0.2 bar"


@PUMPS
def test_a_pump_moves_water_while_it_is_on(model):
    pump = pump_with_water(model)
    pump.pass_minutes(60)
    assert pump.driven["pumped_l_min"] > 0
    assert pump.effect.power_w > 500
    pump.tell(state="OFF")
    assert pump.driven == {"pumped_l_min": 0}
    assert pump.effect.power_w == 0


@PUMPS
def test_the_pump_stops_when_the_tank_is_empty(model):
    pump = pump_with_water(model)
    pump.pass_minutes(5)
    pump.feel(fixture={"flow_l_min": 0.0})
    assert pump.driven["pumped_l_min"] > 0, "a moment without water is no reason to stop"
    full_w = pump_with_water(model).effect.power_w
    assert pump.effect.power_w < full_w, "a pump that draws air is easy to turn"
    pump.pass_minutes(3)
    assert pump.values["pump_alarm"] == "dry_running"
    assert pump.driven == {"pumped_l_min": 0}
    assert pump.effect.power_w == 0


@PUMPS
def test_after_half_an_hour_it_tries_again(model):
    pump = pump_with_water(model)
    pump.feel(fixture={"flow_l_min": 0.0})
    pump.pass_minutes(3)
    pump.pass_minutes(30)
    assert pump.driven["pumped_l_min"] > 0
    pump.feel(fixture={"flow_l_min": 50.0})
    pump.pass_minutes(10)
    assert pump.values["pump_alarm"] == "none", "there is water again"


@PUMPS
def test_switching_it_off_and_on_ends_the_alarm_at_once(model):
    pump = pump_with_water(model)
    pump.feel(fixture={"flow_l_min": 0.0})
    pump.pass_minutes(3)
    pump.tell(state="OFF")
    pump.tell(state="ON")
    assert pump.values["pump_alarm"] == "none"
    assert pump.driven["pumped_l_min"] > 0


@PUMPS
def test_without_electricity_nothing_is_pumped(model):
    pump = pump_with_water(model)
    pump.feel(mains_v=0.0)
    assert pump.driven == {"pumped_l_min": 0}


def test_the_soil_probe_feels_its_bed():
    probe = Bench("TS0601_soil")
    probe.feel(fixture={"moisture_percent": 17.0, "temperature_c": 12.0}, charge=0.1)
    assert probe.values["soil_moisture"] == 17
    assert probe.values["temperature"] == 12
    assert probe.values["battery_state"] == "low"


def test_the_weather_station_adds_up_the_rain():
    station = Bench("WS90")
    station.feel(outdoors={"rain_mm_h": 6.0, "wind_m_s": 4.0})
    station.pass_minutes(30)
    station.feel(outdoors={"rain_mm_h": 0.0})
    station.pass_minutes(30)
    assert station.values["rain_total"] == pytest.approx(3.0), "half an hour at 6 mm/h"
    assert station.values["rain_rate"] == 0
    assert station.values["wind_speed"] == 4
