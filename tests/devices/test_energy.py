"""Sun, battery, car and meter: where the electricity comes from and where it goes."""

import pytest

from tests.devices.bench import Bench

INVERTER, BATTERY, CHARGER, METER = "Primo-5.0-1", "MultiPlus-II-48-5000", "OpenEVSE-7", "SDM230"
IDLE_W = 18
"""What the battery's electronics draws."""


def house_of(battery, household_w):
    """A minute of a house that needs `household_w` besides the battery; negative: the sun gives more."""
    battery.around = battery.around._replace(
        fixture=battery.around.fixture._replace(power_w=household_w + battery.values["ac_w"])
    )
    battery.pass_minutes(1)
    return household_w + battery.values["ac_w"]


def test_the_inverter_feeds_in_what_the_sun_gives_and_sleeps_at_night():
    inverter = Bench(INVERTER)
    assert inverter.values["status"] == "sleeping"
    inverter.feel(outdoors={"irradiance_w_m2": 500.0, "temperature_c": 20.0})
    assert inverter.values["status"] == "running"
    assert 2500 < inverter.effect.power_w * -1 < 3300
    assert inverter.effect.sun_w > -inverter.effect.power_w, "some of the sun's power warms the inverter"


def test_hot_panels_give_less():
    inverter = Bench(INVERTER)
    inverter.feel(outdoors={"irradiance_w_m2": 500.0, "temperature_c": 0.0})
    cold = inverter.values["pac"]
    inverter.feel(outdoors={"temperature_c": 40.0})
    assert inverter.values["pac"] < 0.9 * cold


def test_the_inverter_never_feeds_in_more_than_it_may():
    inverter = Bench(INVERTER)
    inverter.feel(outdoors={"irradiance_w_m2": 1100.0, "temperature_c": 0.0})
    assert inverter.values["pac"] == 5000


def test_without_mains_the_inverter_feeds_nothing_in():
    inverter = Bench(INVERTER)
    inverter.feel(outdoors={"irradiance_w_m2": 800.0}, mains_v=0.0)
    assert inverter.effect.power_w == 0, "nobody may be shocked by a line that is switched off"


def test_the_energy_of_the_day_begins_anew_in_the_morning_and_the_total_goes_on():
    inverter = Bench(INVERTER)
    inverter.feel(outdoors={"irradiance_w_m2": 500.0})
    inverter.pass_minutes(60)
    first = inverter.values["day_energy"]
    assert first == pytest.approx(inverter.values["pac"], rel=0.01), "an hour at this power"
    inverter.feel(outdoors={"irradiance_w_m2": 0.0})
    inverter.pass_minutes(60 * 12)
    inverter.feel(outdoors={"irradiance_w_m2": 500.0})
    inverter.pass_minutes(30)
    assert inverter.values["day_energy"] == pytest.approx(first / 2, rel=0.05)
    assert inverter.values["total_energy"] == pytest.approx(first * 1.5, rel=0.05)


def test_a_cloud_does_not_end_the_day():
    inverter = Bench(INVERTER)
    inverter.feel(outdoors={"irradiance_w_m2": 500.0})
    inverter.pass_minutes(60)
    inverter.feel(outdoors={"irradiance_w_m2": 5.0})
    inverter.pass_minutes(60)
    before = inverter.values["day_energy"]
    inverter.feel(outdoors={"irradiance_w_m2": 500.0})
    assert inverter.values["day_energy"] >= before


def test_the_battery_takes_what_is_too_much_and_gives_what_is_lacking():
    battery = Bench(BATTERY)
    assert house_of(battery, -2000) == pytest.approx(0, abs=20)
    assert battery.values["battery_state"] == "charging"
    assert house_of(battery, 1500) == pytest.approx(0, abs=20)
    assert battery.values["battery_state"] == "discharging"
    assert house_of(battery, 1500) == pytest.approx(0, abs=20), "it stays where it was"


def test_the_battery_has_limits():
    battery = Bench(BATTERY)
    assert house_of(battery, -9000) == pytest.approx(-5000)
    assert house_of(battery, 9000) == pytest.approx(5000)


def test_a_full_battery_takes_nothing_and_an_empty_one_gives_nothing():
    battery = Bench(BATTERY)
    for _ in range(60 * 4):
        house_of(battery, -4000)
    assert battery.values["soc"] == pytest.approx(100, abs=0.1)
    assert house_of(battery, -4000) == pytest.approx(-4000, abs=1)
    for _ in range(60 * 8):
        house_of(battery, 4000)
    assert battery.values["soc"] == pytest.approx(10, abs=0.1), "it keeps its reserve"
    assert house_of(battery, 4000) == pytest.approx(4000, abs=1)


def test_not_all_that_goes_into_the_battery_comes_out_again():
    battery = Bench(BATTERY, minimum_soc=50)
    for _ in range(60):
        house_of(battery, -2000)
    given_wh = 0.0
    for _ in range(120):
        house_of(battery, 2000)
        given_wh -= battery.values["ac_w"] / 60
    assert given_wh == pytest.approx(2000 * 0.95**2, rel=0.05)


def test_a_look_between_two_minutes_changes_nothing():
    battery = Bench(BATTERY)
    house_of(battery, -2000)
    before = battery.values["ac_w"]
    battery.feel(fixture={"power_w": -2000.0})
    battery.pass_seconds(10)
    assert battery.values["ac_w"] == before, "a meter that was read twice must not count twice"


def test_the_battery_can_be_told_to_rest_or_to_fill_up():
    battery = Bench(BATTERY)
    battery.tell(ess_mode="keep_charged")
    assert battery.effect.power_w == 4000 + IDLE_W
    battery.tell(ess_mode="off")
    assert battery.effect.power_w == IDLE_W


def test_a_car_charges_when_it_is_plugged_in_until_it_is_full():
    charger = Bench(CHARGER)
    assert charger.values["charger_state"] == "not_connected"
    charger.hand("cable_in")
    assert charger.values["charger_state"] == "charging"
    assert charger.values["power"] == 16 * 230
    charger.pass_minutes(60 * 7)
    assert charger.values["charger_state"] == "connected", "22 kWh are in the car after seven hours"
    assert charger.values["session_energy"] == pytest.approx(22_000 / 0.9, rel=0.01)
    charger.hand("cable_out")
    assert charger.values["charger_state"] == "not_connected"


def test_less_current_charges_more_slowly_and_a_car_can_be_made_to_wait():
    charger = Bench(CHARGER)
    charger.hand("cable_in")
    charger.tell(max_current=6)
    assert charger.values["power"] == 6 * 230
    charger.tell(override="disabled")
    assert charger.values["charger_state"] == "sleeping"
    assert charger.values["power"] == 0


def test_the_next_car_begins_a_new_session():
    charger = Bench(CHARGER)
    charger.hand("cable_in")
    charger.pass_minutes(60)
    charger.hand("cable_out")
    charger.hand("cable_in")
    assert charger.values["session_energy"] == 0
    assert charger.values["total_energy"] == pytest.approx(3.68, rel=0.01)


def test_the_meter_shows_its_registers():
    meter = Bench(METER)
    circuit = {"imported_kwh": 6.0, "exported_kwh": 2.0, "registers_kwh": (3.0, 2.0, 1.0)}
    meter.feel(fixture={"power_w": -460.0, **circuit})
    assert meter.values["active_power"] == -460
    assert meter.values["current"] == 2
    assert [meter.values[f"import_energy_t{each}"] for each in (1, 2, 3)] == [3, 2, 1]
    assert meter.values["import_active_energy"] == 6
    assert meter.values["export_active_energy"] == 2


@pytest.mark.parametrize("model", ["A1T", "TS0001_power"])
def test_plugs_and_switches_meter_what_is_behind_them(model):
    plug = Bench(model)
    plug.feel(load=plug.around.load._replace(power_w=100.0, heat_w=100.0))
    assert plug.values["power"] == 0
    plug.tell(state="ON")
    plug.pass_minutes(60)
    assert plug.values["power"] == 100
    assert plug.values["energy"] == pytest.approx(0.1)
