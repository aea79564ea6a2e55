"""Household machines take their time, make noise and heat, and can be interrupted."""

import pytest

from tests.devices.bench import Bench

WASHER, DISHWASHER, FRIDGE, HEATER = "WAU28PH9", "SMV4HVX38E", "KSV36AIDP", "Velis-WiFi-80"
MACHINES = pytest.mark.parametrize("model", [WASHER, DISHWASHER])


def running(model, **values):
    machine = Bench(model, **values)
    machine.tell(command="start")
    return machine


def test_a_wash_goes_through_its_phases_in_order():
    washer = running(WASHER)
    phases = [washer.values["process_phase"]]
    while washer.values["operation_state"] == "run":
        washer.pass_minutes(1)
        if washer.values["process_phase"] != phases[-1]:
            phases.append(washer.values["process_phase"])
    assert phases == ["fill", "heat", "wash", "rinse", "spin", "none"]
    assert washer.values["operation_state"] == "finished"
    assert washer.around.now_ms == 120 * 60_000, "cotton takes two hours"


@MACHINES
def test_the_time_left_counts_down(model):
    machine = running(model)
    before = machine.values["remaining_program_time"]
    machine.pass_minutes(10)
    assert machine.values["remaining_program_time"] == pytest.approx(before - 10)


def test_a_wash_draws_water_when_it_fills_and_power_when_it_heats_and_is_loud_when_it_spins():
    washer = running(WASHER)
    assert washer.effect.water_l_min == 4.5
    washer.pass_minutes(5)
    assert washer.effect.power_w > 2000
    assert washer.effect.water_l_min == 0
    washer.pass_minutes(110)
    assert washer.effect.sound_db > 65
    washer.pass_minutes(10)
    assert washer.effect.sound_db == 0


@MACHINES
def test_a_paused_machine_waits_and_goes_on_where_it_was(model):
    machine = running(model)
    machine.pass_minutes(10)
    left = machine.values["remaining_program_time"]
    machine.tell(command="pause")
    machine.pass_minutes(30)
    assert machine.values["remaining_program_time"] == left
    assert machine.effect.power_w < 2
    machine.tell(command="start")
    machine.pass_minutes(1)
    assert machine.values["remaining_program_time"] == pytest.approx(left - 1)


@MACHINES
def test_the_door_is_locked_while_it_runs(model):
    machine = running(model)
    machine.hand("open_door")
    assert not machine.values["door"]
    machine.tell(command="pause")
    machine.hand("open_door")
    assert machine.values["door"]


@MACHINES
def test_with_an_open_door_it_does_not_start(model):
    machine = Bench(model)
    machine.hand("open_door")
    machine.tell(command="start")
    assert machine.values["operation_state"] == "ready"
    machine.hand("close_door")
    machine.tell(command="start")
    assert machine.values["operation_state"] == "run"


def test_the_programme_cannot_be_changed_while_it_runs():
    washer = running(WASHER)
    washer.tell(active_program="quick_15")
    assert washer.values["active_program"] == "cotton_60"
    washer.tell(command="stop")
    washer.tell(active_program="quick_15")
    washer.tell(command="start")
    assert washer.values["remaining_program_time"] == 15


@MACHINES
def test_a_power_cut_only_delays_the_programme(model):
    machine = running(model)
    machine.pass_minutes(10)
    machine.feel(mains_v=0.0)
    left = machine.values["remaining_program_time"]
    machine.pass_minutes(60)
    assert machine.values["remaining_program_time"] == left
    machine.feel(mains_v=230.0)
    machine.pass_minutes(1)
    assert machine.values["remaining_program_time"] == pytest.approx(left - 1)


@MACHINES
def test_without_water_it_waits_and_complains_and_then_goes_on(model):
    machine = Bench(model)
    machine.feel(supply=0.0)
    machine.tell(command="start")
    left = machine.values["remaining_program_time"]
    machine.pass_minutes(20)
    assert machine.values["remaining_program_time"] == left
    assert machine.values["water_alarm"]
    assert machine.effect.water_l_min > 0, "its own valve stays open"
    machine.feel(supply=1.0)
    assert not machine.values["water_alarm"]
    machine.pass_minutes(1)
    assert machine.values["remaining_program_time"] == pytest.approx(left - 1)


def test_a_tap_without_water_does_not_cool_the_tank():
    heater = Bench(HEATER, tank_c=60.0)
    heater.feel(supply=0.0)
    heater.hand("open_tap")
    heater.pass_minutes(10)
    assert heater.values["temperature"] > 59


def test_the_compressor_runs_now_and_then_and_keeps_the_cold():
    fridge = Bench(FRIDGE)
    runs, minutes_on = 0, 0
    for _ in range(24 * 60):
        was_on = fridge.values["compressor"]
        fridge.pass_minutes(1)
        runs += fridge.values["compressor"] and not was_on
        minutes_on += fridge.values["compressor"]
        assert 2.5 < fridge.values["temperature"] < 5.5
    assert 5 < runs < 60
    assert 0.1 < minutes_on / (24 * 60) < 0.5, "it rests most of the time"


def test_a_refrigerator_warms_the_kitchen_by_what_it_draws():
    fridge = Bench(FRIDGE)
    heat_wh = power_wh = 0.0
    for _ in range(48 * 60):
        fridge.pass_minutes(1)
        heat_wh += fridge.effect.heat_w / 60
        power_wh += fridge.effect.power_w / 60
    assert heat_wh == pytest.approx(power_wh, rel=0.05)


def test_a_door_left_open_is_told_after_two_minutes_and_lets_the_warmth_in():
    fridge = Bench(FRIDGE)
    fridge.hand("open_door")
    fridge.pass_minutes(1)
    assert not fridge.values["door_alarm"]
    fridge.pass_minutes(1)
    assert fridge.values["door_alarm"]
    fridge.pass_minutes(120)
    assert fridge.values["temperature_alarm"]
    fridge.hand("close_door")
    assert not fridge.values["door_alarm"]
    fridge.pass_minutes(300)
    assert not fridge.values["temperature_alarm"]


def test_in_a_power_cut_the_food_gets_warm_slowly():
    fridge = Bench(FRIDGE)
    fridge.feel(mains_v=0.0)
    fridge.pass_minutes(60)
    assert fridge.effect.power_w <= 1, "its compressor stands still"
    assert 5 < fridge.values["temperature"] < 8


def test_the_water_heater_heats_to_its_setpoint_and_rests():
    heater = Bench(HEATER)
    heater.tell(state="ON")
    assert heater.values["heating"]
    heater.pass_minutes(90)
    assert heater.values["temperature"] == pytest.approx(60, abs=1.5)
    assert not heater.values["heating"]
    assert heater.effect.power_w <= 2


def test_hot_water_that_runs_out_cools_the_tank_and_goes_down_the_drain():
    heater = Bench(HEATER, tank_c=60.0)
    showers = heater.values["available_showers"]
    heater.hand("open_tap")
    assert heater.effect.water_l_min == 6
    assert heater.effect.heat_outdoors_w > 15_000
    heater.pass_minutes(8)
    heater.hand("close_tap")
    assert heater.values["temperature"] < 42
    assert heater.values["available_showers"] < showers
    assert heater.effect.water_l_min == 0


def test_a_tank_that_is_left_alone_loses_its_heat_slowly():
    heater = Bench(HEATER, tank_c=60.0)
    heater.pass_minutes(24 * 60)
    assert 40 < heater.values["temperature"] < 55
    assert heater.effect.heat_w > 10, "what it loses warms the room"
