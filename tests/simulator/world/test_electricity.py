"""Circuits, breakers, the meter and its registers."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.house import House
from simulator.world.breaker import trips_after_s
from simulator.world.electricity import Electricity

HOUR_MS = 3_600_000
TITLE = {"en": "Something", "fa": "چیزی"}
NOON = datetime.fromisoformat("2027-01-14T12:00")
TARIFF = {
    "steps": [{"up_to_kwh": 10, "rials_per_kwh": 1000}, {"rials_per_kwh": 3000}],
    "seasons": [
        {
            "hours": [
                {"from": "07:00", "period": "normal"},
                {"from": "19:00", "period": "peak"},
                {"from": "23:00", "period": "off_peak"},
            ]
        }
    ],
    "factors": {"peak": 2.0, "off_peak": 0.5},
    "monthly_rials": 500,
    "exported_rials_per_kwh": 700,
}


def installation(start=NOON, tariff=None, **mains):
    circuits = {"kitchen": {"title": TITLE, "breaker_a": 10}, "rest": {"title": TITLE}}
    house = House.model_validate(
        {
            "title": TITLE,
            "rooms": {"hall": {"title": TITLE, "area_m2": 10}},
            "circuits": circuits | ({"mains": {"title": TITLE, **mains}} if mains else {}),
            "tariff": tariff or {},
        }
    )
    assert list(house.wrong_references()) == []
    return Electricity(house, start)


def amperes(times):
    return 230.0 * times


def test_energy_is_power_times_time_whenever_it_is_read():
    electricity = installation()
    electricity.draw("kettle", "kitchen", 2000.0, 1_234)
    for now_ms in (5_000, 5_001, 60_000, 123_456):
        electricity.reading("kitchen", now_ms)
    electricity.draw("kettle", "kitchen", 0.0, 181_234)
    kitchen, mains = (electricity.reading(name, HOUR_MS) for name in ("kitchen", "mains"))
    assert kitchen.imported_kwh == mains.imported_kwh == pytest.approx(0.1, rel=1e-12)
    assert electricity.reading("rest", HOUR_MS).imported_kwh == 0


def test_the_mains_carry_what_all_circuits_do_and_what_hangs_on_them_directly():
    electricity = installation()
    electricity.draw("kettle", "kitchen", 1500.0, 0)
    electricity.draw("lamp", "rest", 9.5, 0)
    electricity.draw("pump", "mains", 370.0, 0)
    assert electricity.power_w() == 1879.5
    assert electricity.reading("kitchen", 0).power_w == 1500


def test_the_meter_nets_what_is_drawn_and_fed_in_at_the_same_time():
    electricity = installation()
    electricity.draw("oven", "kitchen", 1000.0, 0)
    electricity.draw("inverter", "rest", -3000.0, 0)
    mains = electricity.reading("mains", HOUR_MS)
    assert (mains.imported_kwh, mains.exported_kwh) == (0.0, pytest.approx(2.0))
    assert electricity.reading("kitchen", HOUR_MS).imported_kwh == pytest.approx(1.0)
    assert electricity.reading("rest", HOUR_MS).exported_kwh == pytest.approx(3.0)


Changes = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d"]),
        st.integers(-500_000, 500_000).map(lambda milliwatts: milliwatts / 1000),
        st.integers(1, 9_000_000),
        st.booleans(),
    ),
    max_size=20,
)


@given(Changes)
def test_no_energy_is_lost_between_the_circuits_and_the_mains(changes):
    electricity = installation(tariff=TARIFF)
    circuit_of = {"a": "kitchen", "b": "kitchen", "c": "rest", "d": "mains"}
    powers = dict.fromkeys(circuit_of, 0.0)
    has_grid, now_ms, expected_kwh = True, 0, 0.0
    for device, power_w, passed_ms, turns in changes:
        electricity.draw(device, circuit_of[device], power_w, now_ms)
        has_grid = has_grid != turns
        electricity.set_grid(has_grid, now_ms)
        powers[device] = power_w
        expected_kwh += sum(powers.values()) * passed_ms / 3.6e9 if has_grid else 0.0
        now_ms += passed_ms
    mains = electricity.reading("mains", now_ms)
    assert mains.imported_kwh - mains.exported_kwh == pytest.approx(expected_kwh, abs=1e-9)
    assert sum(mains.registers_kwh) == pytest.approx(mains.imported_kwh, abs=1e-12)


def test_each_period_has_its_register():
    electricity = installation(tariff=TARIFF)
    electricity.draw("heater", "rest", 1000.0, 0)
    normal, peak, off_peak = electricity.reading("mains", 24 * HOUR_MS).registers_kwh
    assert (normal, peak, off_peak) == (pytest.approx(12), pytest.approx(4), pytest.approx(8))
    assert electricity.period(24 * HOUR_MS) == "normal"
    assert electricity.period(32 * HOUR_MS) == "peak"


def test_the_bill_fills_the_steps_by_month():
    electricity = installation(datetime.fromisoformat("2027-01-31T18:00"), TARIFF)
    electricity.draw("heater", "rest", 2000.0, 0)
    electricity.draw("heater", "rest", 0.0, 7 * HOUR_MS)
    bill = electricity.bill(24 * HOUR_MS)
    # January: 2 kWh normal, 8 peak, 2 off-peak; two of the twelve in the second step. February: 2 off-peak.
    january = (10 * 1000 + 2 * 3000) * (2 + 8 * 2.0 + 2 * 0.5) / 12
    assert bill.energy_rials == pytest.approx(january + 2 * 1000 * 0.5)
    assert bill.rials == pytest.approx(bill.energy_rials + 2 * 500)


def test_what_is_fed_in_is_paid_for():
    electricity = installation(tariff=TARIFF)
    electricity.draw("inverter", "rest", -3000.0, 0)
    assert electricity.bill(2 * HOUR_MS).rials == pytest.approx(500 - 6 * 700)


def test_the_price_rises_with_the_month_s_use_and_the_hour():
    electricity = installation(tariff=TARIFF)
    electricity.draw("heater", "rest", 2000.0, 0)
    assert [electricity.price(hours * HOUR_MS) for hours in (1, 6, 8)] == [1000, 3000, 6000]


@pytest.mark.parametrize(
    ("overload", "least_s", "most_s"), [(1.13, None, None), (1.45, 1000, 3600), (2.55, 1, 60), (5, 0, 0)]
)
def test_a_breaker_keeps_the_limits_of_its_standard(overload, least_s, most_s):
    seconds = trips_after_s(overload)
    if least_s is None:
        assert seconds is None
    else:
        assert seconds is not None
        assert least_s <= seconds <= most_s + 0.1


def test_an_overload_trips_the_breaker_at_its_time_though_nobody_looks():
    electricity = installation()
    electricity.draw("heater", "kitchen", 10 * amperes(1.45), 0)
    assert electricity.next_trip_ms() == HOUR_MS
    assert electricity.take_tripped(HOUR_MS - 1) == ()
    assert electricity.reading("kitchen", 5 * HOUR_MS).imported_kwh == pytest.approx(3.335)
    assert electricity.take_tripped(5 * HOUR_MS) == ("kitchen",)
    assert electricity.take_tripped(5 * HOUR_MS) == ()
    assert (electricity.is_live("kitchen"), electricity.is_live("rest")) == (False, True)
    assert electricity.power_w() == 0


def test_a_short_circuit_trips_only_the_nearest_breaker_at_once():
    electricity = installation()
    electricity.draw("lamp", "rest", 10.0, 0)
    electricity.draw("fault", "kitchen", 100_000.0, 500)
    assert electricity.take_tripped(500) == ("kitchen",)
    assert electricity.power_w() == 10
    assert electricity.reading("mains", 500).imported_kwh == pytest.approx(10 * 0.5 / 3.6e6)


def test_a_breaker_switched_onto_a_short_circuit_trips_again_at_once():
    electricity = installation()
    electricity.draw("fault", "kitchen", 100_000.0, 0)
    electricity.switch("kitchen", True, 1000)
    assert not electricity.is_live("kitchen")
    assert electricity.take_tripped(1000) == ("kitchen", "kitchen")


def test_a_warm_breaker_trips_sooner_and_a_cool_one_as_late_as_ever():
    electricity = installation()
    electricity.draw("heater", "kitchen", 10 * amperes(1.45), 0)
    electricity.switch("kitchen", True, HOUR_MS)
    assert electricity.take_tripped(HOUR_MS + 1) == ("kitchen", "kitchen")
    electricity.switch("kitchen", True, 2 * HOUR_MS)
    assert electricity.next_trip_ms() == pytest.approx(3 * HOUR_MS, abs=1)


def test_a_breaker_switched_off_and_on_by_hand_keeps_what_is_connected():
    electricity = installation()
    electricity.draw("lamp", "rest", 10.0, 0)
    electricity.switch("mains", False, 1000)
    assert (electricity.is_live("rest"), electricity.voltage("rest"), electricity.power_w()) == (False, 0, 0)
    electricity.draw("lamp", "rest", 20.0, 2000)
    electricity.switch("mains", True, 3000)
    assert (electricity.voltage("rest"), electricity.power_w()) == (230, 20)


def test_without_the_grid_nothing_is_drawn_and_nothing_fed_in():
    electricity = installation()
    electricity.draw("inverter", "rest", -3000.0, 0)
    electricity.set_grid(False, 0)
    assert not electricity.is_live("mains")
    assert electricity.reading("mains", HOUR_MS).exported_kwh == 0


def test_a_house_may_have_stronger_mains_of_three_phases():
    electricity = installation(breaker_a=25, phases=3)
    for device in range(5):
        electricity.draw(f"machine_{device}", "mains", 3400.0, 0)
    assert electricity.next_trip_ms() is None
