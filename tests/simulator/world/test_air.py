"""What is in the air of rooms, against the laws it follows."""

import math

import pytest
from hypothesis import given as cases
from hypothesis import strategies as st

from simulator.given import Given
from simulator.house import House
from simulator.world.air import PERSON_CO2_L_H, Air, RoomsAir

SEA_LEVEL_HPA = 1013.25
OUTSIDE = Air()


def house(doors=(), **rooms):
    title = {"en": "Room", "fa": "اتاق"}
    return House.model_validate(
        {
            "title": title,
            "rooms": {
                name: {"title": title, "area_m2": area, "height_m": 2.5, "air_changes_per_hour": changes}
                for name, (area, changes) in rooms.items()
            },
            "doors": {f"door_{index}": {"title": title, "between": pair} for index, pair in enumerate(doors)},
        }
    )


def run(air, hours, given=None, outside=OUTSIDE, openness=None, pressure_hpa=SEA_LEVEL_HPA, **flows):
    for _ in range(round(hours * 60)):
        air.step(1 / 60, given or {}, outside, pressure_hpa, openness or {}, **flows)


def test_carbon_dioxide_rises_towards_what_the_exchange_carries_away():
    """C = C∞ + (C₀ − C∞)·e^(−nt), C∞ = C_out + 10⁶·G/(nV)."""
    air = RoomsAir(house(room=(20, 0.5)), Air(co2_ppm=600))
    run(air, 3, {"room": Given(co2_l=PERSON_CO2_L_H)})
    final = 420 + 1e6 * PERSON_CO2_L_H / 1000 / (0.5 * 50)
    assert air.room("room").co2_ppm == pytest.approx(final + (600 - final) * math.exp(-1.5), rel=1e-9)


def test_in_thin_air_the_same_breath_counts_for_more():
    low, high = (RoomsAir(house(room=(20, 0.0)), Air()) for _ in range(2))
    run(low, 1, {"room": Given(co2_l=10)})
    run(high, 1, {"room": Given(co2_l=10)}, pressure_hpa=850)
    gained_low, gained_high = low.room("room").co2_ppm - 420, high.room("room").co2_ppm - 420
    assert gained_high / gained_low == pytest.approx(SEA_LEVEL_HPA / 850)


def test_what_is_given_to_closed_rooms_stays_in_them():
    air = RoomsAir(house([("a", "b")], a=(10, 0), b=(30, 0)), Air(co2_ppm=0))
    run(air, 2, {"a": Given(co2_l=30)}, openness={"door_0": 1.0})
    litres = (air.room("a").co2_ppm * 25 + air.room("b").co2_ppm * 75) / 1000
    assert litres == pytest.approx(60, rel=1e-9)


def test_an_open_door_mixes_rooms_sooner_than_a_closed_one():
    apart = []
    for share in (0.0, 1.0):
        air = RoomsAir(house([("a", "b")], a=(20, 0), b=(20, 0)), Air())
        run(air, 1, {"a": Given(voc_mg=5)}, openness={"door_0": share})
        apart.append(air.room("a").voc_ppb - air.room("b").voc_ppb)
    assert apart[1] < apart[0] / 4


def test_particles_settle_and_a_filter_takes_them_out_faster():
    dusty = Air(pm25_ug_m3=200)
    left, filtered = (RoomsAir(house(room=(20, 0)), dusty) for _ in range(2))
    run(left, 2)
    run(filtered, 2, cleaned={"room": 100.0})
    assert left.room("room").pm25_ug_m3 == pytest.approx(200 * math.exp(-0.4))
    assert filtered.room("room").pm25_ug_m3 == pytest.approx(200 * math.exp(-2 * (0.2 + 100 / 50)))


def test_a_fan_that_brings_fresh_air_in_clears_the_room():
    air = RoomsAir(house(room=(20, 0)), Air(co2_ppm=2000))
    run(air, 1, fresh={"room": 100.0})
    assert air.room("room").co2_ppm == pytest.approx(420 + 1580 * math.exp(-2))


def test_smoke_is_what_particles_take_of_the_light():
    assert Air(pm25_ug_m3=8).smoke_percent_m < 0.01
    assert Air(pm25_ug_m3=10_000).smoke_percent_m == pytest.approx(8.3, abs=0.1)


def test_gas_explodes_from_its_lower_limit_on():
    air = RoomsAir(house(room=(20, 0)), Air())
    run(air, 1, {"room": Given(gas_l=2200)})
    assert air.room("room").gas_percent_lel == pytest.approx(100)


@cases(
    st.lists(st.floats(0, 5000), min_size=3, max_size=3),
    st.floats(0, 1),
    st.floats(0, 3),
)
def test_without_sources_nothing_leaves_the_range_of_what_was_there(contents, share, changes):
    plan = house([("a", "b"), ("b", "c")], a=(10, changes), b=(20, 0), c=(30, changes))
    air = RoomsAir(plan, Air())
    run(air, 1 / 60, {name: Given(co2_l=litres) for name, litres in zip("abc", contents, strict=True)})
    before = [air.room(name).co2_ppm for name in "abc"]
    run(air, 5, openness={"door_0": share, "door_1": share})
    for name in "abc":
        assert min(420.0, *before) - 1e-6 <= air.room(name).co2_ppm <= max(before) + 1e-6


def test_what_the_air_cannot_hold_is_taken_out_of_it():
    air = RoomsAir(house(room=(20, 0)), Air(vapour_hpa=30))
    air.dry("room", 23.4)
    assert air.room("room").vapour_hpa == 23.4
    run(air, 1)
    assert air.room("room").vapour_hpa == pytest.approx(23.4)
