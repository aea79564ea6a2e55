"""Water and gas in pipes and tanks."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.effect import Effect
from simulator.climate import find_climate
from simulator.house import House
from simulator.world.ground import ground_c
from simulator.world.plumbing import Plumbing

MINUTE_MS = 60_000
START = datetime.fromisoformat("2027-01-14T00:00")
TITLE = {"en": "Something", "fa": "چیزی"}


def house(pipes, **tanks):
    return House.model_validate(
        {
            "title": TITLE,
            "rooms": {"hall": {"title": TITLE, "area_m2": 10}},
            "pipes": {name: {"title": TITLE, **plan} for name, plan in pipes.items()},
            "tanks": {name: {"title": TITLE, **plan} for name, plan in tanks.items()},
            "beds": {"herbs": {"title": TITLE, "area_m2": 6}},
        }
    )


def plumbing(pipes, **tanks):
    built = house(pipes, **tanks)
    assert list(built.wrong_references()) == []
    return Plumbing(built, START)


MAIN_AND_BATH = {"main": {"flow_l_min": 20}, "bath": {"from": "main", "flow_l_min": 15}}


def test_what_a_tap_draws_passes_every_pipe_on_its_way():
    water = plumbing({**MAIN_AND_BATH, "kitchen": {"from": "main"}})
    water.draw("shower", "bath", 8.0, 0)
    water.draw("tap", "kitchen", 4.0, 30_000)
    main, bath, kitchen = (water.reading(name, MINUTE_MS) for name in ("main", "bath", "kitchen"))
    assert (main.flow_l_min, bath.flow_l_min, kitchen.flow_l_min) == (12, 8, 4)
    assert (main.total_l, bath.total_l, kitchen.total_l) == (10, 8, 2)


def test_where_the_pipe_is_too_narrow_everybody_gets_the_same_share():
    water = plumbing(MAIN_AND_BATH)
    water.draw("shower", "bath", 20.0, 0)
    water.draw("tap", "main", 25.0, 0)
    assert water.reading("bath", 0).flow_l_min == pytest.approx(7.5)
    assert water.reading("main", 0).flow_l_min == pytest.approx(20)
    assert water.share("bath", 0) == pytest.approx(0.375)


def test_a_closed_valve_stops_what_is_behind_it_and_nothing_else():
    water = plumbing(MAIN_AND_BATH)
    water.draw("shower", "bath", 8.0, 0)
    water.draw("tap", "main", 4.0, 0)
    water.drive("bath", {"open": 0.0}, 0)
    assert water.reading("bath", MINUTE_MS)[:5] == (0.0, False, 0.0, 0.0, 0.0)
    assert water.reading("main", MINUTE_MS).flow_l_min == 4
    assert water.share("bath", MINUTE_MS) == 0
    water.drive("bath", {"open": 0.25}, MINUTE_MS)
    assert water.reading("bath", MINUTE_MS).flow_l_min == pytest.approx(3.75)


def test_pressure_falls_with_the_square_of_the_flow():
    water = plumbing({"main": {"pressure_bar": 4.0, "flow_l_min": 20}, "bath": {"from": "main"}})
    assert water.reading("bath", 0).pressure_bar == 4
    water.draw("tap", "main", 10.0, 0)
    assert water.reading("bath", 0).pressure_bar == pytest.approx(3)


def test_when_the_public_supply_fails_nothing_flows_until_it_is_back():
    water = plumbing(MAIN_AND_BATH)
    water.draw("shower", "bath", 8.0, 0)
    water.cut_off("main", True, MINUTE_MS)
    assert (water.share("bath", MINUTE_MS), water.reading("main", MINUTE_MS).pressure_bar) == (0, 0)
    water.cut_off("main", False, 3 * MINUTE_MS)
    assert water.reading("bath", 4 * MINUTE_MS).total_l == pytest.approx(16)


def test_a_leak_runs_into_a_room_until_the_valve_is_closed_or_it_is_mended():
    pipes = plumbing({**MAIN_AND_BATH, "gas": {"carries": "gas"}})
    pipes.leak("bath", "hall", 3.0, 0)
    pipes.leak("gas", "hall", 2.0, 0)
    pipes.drive("main", {"open": 0}, MINUTE_MS)
    pipes.leak("gas", "hall", 0.0, 2 * MINUTE_MS)
    poured = pipes.take_poured(5 * MINUTE_MS)
    assert (poured.floors, poured.gas) == ({"hall": 3}, {"hall": 4})
    assert pipes.take_poured(6 * MINUTE_MS) == ({}, {}, {})


def test_a_boiler_is_served_by_what_its_pipe_carries():
    pipes = plumbing({"gas": {"carries": "gas"}, "main": {}})
    effect = Effect(fuel_w=24_000, water_l_min=5)
    pipes.serve("boiler", "gas", effect, 0)
    pipes.serve("washer", "main", effect, 0)
    assert pipes.reading("gas", 0).flow_l_min == pytest.approx(24_000 / 37.8e6 * 1000 * 60, abs=1e-6)
    assert pipes.reading("gas", 0).pressure_bar == pytest.approx(0.018, rel=0.2)
    assert pipes.reading("main", 0).flow_l_min == 5


def test_a_pipe_fills_its_bed_while_the_valve_is_open():
    water = plumbing({"main": {}, "drip": {"from": "main", "fills": "herbs", "flow_l_min": 4}})
    water.drive("drip", {"open": 0.0}, 2 * MINUTE_MS)
    assert water.take_poured(9 * MINUTE_MS).beds == {"herbs": 8}


WELL = {"volume_l": 1000, "level_percent": 5}
PUMP = {"pump": {"from": "well", "fills": "roof"}}


def test_a_pump_moves_water_until_the_well_is_empty_and_then_runs_dry():
    water = plumbing(PUMP, well=WELL, roof={"volume_l": 500, "level_percent": 0})
    water.drive("pump", {"pumped_l_min": 20.0}, 0)
    assert water.reading("pump", MINUTE_MS).flow_l_min == 20
    dry = water.reading("pump", 10 * MINUTE_MS)
    assert (dry.flow_l_min, dry.pressure_bar) == (0, 0)
    assert dry.total_l == pytest.approx(50, abs=0.001)
    assert water.reading("roof", 10 * MINUTE_MS).level_percent == pytest.approx(10, abs=0.001)


def test_an_empty_well_gives_what_its_spring_brings():
    water = plumbing(PUMP, well={**WELL, "inflow_l_min": 5}, roof={"volume_l": 500, "level_percent": 0})
    water.drive("pump", {"pumped_l_min": 20.0}, 0)
    assert water.reading("pump", 10 * MINUTE_MS).flow_l_min == 5
    water.drive("pump", {"pumped_l_min": 0.0}, 10 * MINUTE_MS)
    assert water.reading("well", 30 * MINUTE_MS).level_percent == pytest.approx(10, abs=0.001)


def test_a_pump_that_stands_still_lets_nothing_through():
    water = plumbing(PUMP, well=WELL, roof={"volume_l": 500, "level_percent": 0})
    water.drive("pump", {"pumped_l_min": 0.0}, 0)
    assert water.reading("pump", MINUTE_MS).flow_l_min == 0


def test_a_full_tank_overflows_and_one_with_a_float_valve_does_not():
    pipes = {"main": {"fills": "roof", "flow_l_min": 10}, "house": {"from": "roof"}}
    for has_float, supplied, overflowed in ((False, 110, 58), (True, 52, 0)):
        water = plumbing(pipes, roof={"volume_l": 100, "level_percent": 70, "float_valve": has_float})
        water.draw("tap", "house", 2.0, 0)
        assert water.reading("roof", 11 * MINUTE_MS).level_percent == pytest.approx(100, abs=0.001)
        volumes = water.volumes("water", 11 * MINUTE_MS)
        assert volumes.overflowed == pytest.approx(overflowed, abs=0.01)
        assert volumes.supplied == pytest.approx(supplied, abs=0.01)
        assert volumes.used == pytest.approx(22)


def test_a_float_valve_lets_the_tank_fill_again():
    pipes = {"main": {"fills": "roof", "flow_l_min": 10}, "house": {"from": "roof"}}
    water = plumbing(pipes, roof={"volume_l": 100, "level_percent": 100, "float_valve": True})
    water.draw("tap", "house", 25.0, 0)
    assert water.reading("main", MINUTE_MS).flow_l_min == 10
    water.draw("tap", "house", 0.0, 2 * MINUTE_MS)
    assert water.reading("roof", 2 * MINUTE_MS).level_percent == pytest.approx(70)
    assert water.reading("main", 2 * MINUTE_MS).flow_l_min == 10
    assert water.reading("main", 6 * MINUTE_MS).flow_l_min == 0


def test_an_empty_roof_tank_leaves_the_taps_dry():
    water = plumbing({"house": {"from": "roof"}}, roof={"volume_l": 100, "level_percent": 10})
    water.draw("tap", "house", 5.0, 0)
    assert water.share("house", MINUTE_MS) == 1
    assert water.share("house", 2 * MINUTE_MS) == 0


Actions = st.lists(
    st.tuples(
        st.integers(0, 600_000),
        st.sampled_from(["main", "pump", "house", "drip", "back"]),
        st.sampled_from(["draw", "leak", "open", "pumped_l_min", "cut"]),
        st.floats(0, 40),
    ),
    max_size=25,
)


@given(Actions, st.booleans(), st.floats(0, 100))
def test_no_water_is_lost_or_made(actions, has_float, level):
    """Also where water is pumped in a circle."""
    pipes = {
        "main": {"fills": "well"},
        "pump": {"from": "well", "fills": "roof"},
        "house": {"from": "roof"},
        "drip": {"from": "house", "fills": "herbs", "flow_l_min": 4},
        "back": {"from": "roof", "fills": "well"},
    }
    well = {"volume_l": 300, "level_percent": level, "inflow_l_min": 3}
    water = plumbing(pipes, well=well, roof={"volume_l": 90, "float_valve": has_float})
    before_l, now_ms, poured_l = 3 * level + 63, 0, 0.0
    for passed_ms, pipe, what, amount in actions:
        now_ms += passed_ms
        if what == "draw":
            water.draw("tap", pipe, amount, now_ms)
        elif what == "leak":
            water.leak(pipe, "hall", amount, now_ms)
        elif what == "cut":
            water.cut_off(pipe, amount > 20, now_ms)
        else:
            water.drive(pipe, {what: amount / 40 if what == "open" else amount}, now_ms)
        poured = water.take_poured(now_ms)
        poured_l += sum(poured.beds.values()) + sum(poured.floors.values())
        for tank in ("well", "roof"):
            assert 0 <= water.reading(tank, now_ms).level_percent <= 100
    volumes = water.volumes("water", now_ms)
    left = volumes.used + volumes.leaked + volumes.irrigated + volumes.overflowed + volumes.stored
    assert left == pytest.approx(before_l + volumes.supplied + volumes.sprung, abs=1e-6)
    assert poured_l == pytest.approx(volumes.leaked + volumes.irrigated, abs=1e-6)


@given(st.lists(st.integers(1, 900_000), max_size=8))
def test_looking_changes_nothing(moments):
    seen, unseen = (
        plumbing(PUMP, well={**WELL, "inflow_l_min": 5}, roof={"volume_l": 120}) for _ in range(2)
    )
    for water in (seen, unseen):
        water.drive("pump", {"pumped_l_min": 20.0}, 0)
    for moment in sorted(moments):
        seen.reading("roof", moment)
    assert seen.volumes("water", 900_000) == unseen.volumes("water", 900_000)


def test_deep_ground_lags_behind_the_year_and_swings_less():
    climate = find_climate("birjand")
    mean_c = sum(climate.mean_c) / 12
    surface, deep = ([ground_c(climate, day, depth) for day in range(1, 366)] for depth in (0.0, 2.0))
    assert surface[14] == pytest.approx(climate.mean_c[0], abs=1.5)
    assert sum(deep) / 365 == pytest.approx(mean_c, abs=0.05)
    assert max(deep) - mean_c < 0.7 * (max(surface) - mean_c)
    assert deep.index(max(deep)) > surface.index(max(surface)) + 20


@pytest.mark.parametrize(
    ("pipes", "field"),
    [
        ({"a": {"from": "b"}, "b": {"from": "a"}}, ("pipes", "a", "from")),
        ({"a": {"from": "nowhere"}}, ("pipes", "a", "from")),
        ({"a": {"fills": "nowhere"}}, ("pipes", "a", "fills")),
        ({"a": {"carries": "gas", "from": "roof"}}, ("pipes", "a", "from")),
        ({"a": {"carries": "gas", "fills": "herbs"}}, ("pipes", "a", "fills")),
        ({"a": {"carries": "gas", "from": "b"}, "b": {}}, ("pipes", "a", "carries")),
    ],
    ids=["circle", "no source", "no sink", "gas from a tank", "gas for herbs", "gas from water"],
)
def test_pipes_that_cannot_be_joined_so_are_told(pipes, field):
    mistakes = list(house(pipes, roof={"volume_l": 10}).wrong_references())
    assert mistakes[0][0] == field
