"""Heat between nodes, against what can be calculated by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.world.thermal import Network

ONE = Network(capacity=(1e6,), outdoors=(50.0,), between={})
TWO = Network(capacity=(2e5, 8e6), outdoors=(20.0, 30.0), between={(0, 1): 120.0})
HOUR, MINUTE = TWO.transition(3600), TWO.transition(60)


def test_a_step_response_is_the_exponential():
    """T(t) = T_end + (T_0 − T_end) e^{−t UA/C}, with T_end = T_out + P/UA."""
    temperatures = [20.0]
    transition = ONE.transition(60)
    for _ in range(60 * 24):
        temperatures = transition.step(temperatures, [1000.0], 0.0)
    assert temperatures[0] == pytest.approx(20 + (20 - 20) * math.exp(-86_400 * 50 / 1e6), abs=1e-9)
    cooling = [20.0]
    for _ in range(10):
        cooling = transition.step(cooling, [0.0], 5.0)
    assert cooling[0] == pytest.approx(5 + 15 * math.exp(-600 * 50 / 1e6), abs=1e-9)


def test_in_steady_state_the_heating_equals_the_losses():
    """P = UA ΔT, with the path through the mass in series."""
    power = 2000.0
    temperatures = [0.0, 0.0]
    transition = TWO.transition(3600)
    for _ in range(24 * 60):
        temperatures = transition.step(temperatures, [power, 0.0], -5.0)
    losses = 20.0 + 1 / (1 / 120.0 + 1 / 30.0)
    assert power == pytest.approx(losses * (temperatures[0] + 5.0), rel=1e-9)


@given(
    st.lists(st.floats(-20, 40), min_size=2, max_size=2),
    st.lists(st.floats(0, 3000), min_size=2, max_size=2),
    st.floats(-20, 40),
)
def test_one_long_step_equals_many_short_ones(start, powers, outdoor):
    """The solution is exact for constant powers, however large the step."""
    long = HOUR.step(start, powers, outdoor)
    short = start
    for _ in range(60):
        short = MINUTE.step(short, powers, outdoor)
    assert long == pytest.approx(short, abs=1e-7)


def test_energy_closes():
    """What was put in is what was stored plus what was lost; losses by the mean over small steps."""
    transition = TWO.transition(1)
    temperatures, lost = [20.0, 18.0], 0.0
    for _ in range(3600):
        before = temperatures
        temperatures = transition.step(temperatures, [1500.0, 0.0], 0.0)
        means = [(one + other) / 2 for one, other in zip(before, temperatures, strict=True)]
        lost += sum(loss * mean for loss, mean in zip(TWO.outdoors, means, strict=True))
    stored = sum(
        capacity * (end - start)
        for capacity, end, start in zip(TWO.capacity, temperatures, [20.0, 18.0], strict=True)
    )
    assert stored + lost == pytest.approx(1500.0 * 3600, rel=1e-6)


def test_neighbours_come_to_the_same_temperature():
    apart = Network(capacity=(1e5, 3e5), outdoors=(0.0, 0.0), between={(0, 1): 100.0})
    temperatures = [10.0, 30.0]
    transition = apart.transition(600)
    for _ in range(200):
        temperatures = transition.step(temperatures, [0.0, 0.0], -50.0)
    assert temperatures == pytest.approx([25.0, 25.0]), "heat stays where nothing leads outside"


def with_surface():
    """Air and a mass on either side of a surface that has no capacity, and that loses heat itself."""
    between = {(0, 2): 80.0, (1, 2): 300.0}
    return Network(capacity=(2e5, 8e6, 0.0), outdoors=(20.0, 5.0, 40.0), between=between)


def test_nodes_without_capacity_follow_at_once():
    """The same as a surface of a capacity so small that it settles within the step."""
    exact = with_surface().transition(60)
    nearly = Network((2e5, 8e6, 1.0), with_surface().outdoors, with_surface().between).transition(60)
    found, other = [20.0, 15.0], [20.0, 15.0, 10.0]
    for _ in range(600):
        found = exact.step(found, [100.0, 0.0, 900.0], -5.0)
        other = nearly.step(other, [100.0, 0.0, 900.0], -5.0)
    assert found == pytest.approx(other[:2], abs=1e-3)


def test_surfaces_joined_to_each_other_share_out_their_heat():
    """Two surfaces in sight of each other: in steady state all heat leaves, wherever it was given."""
    between = {(0, 1): 50.0, (1, 2): 30.0, (0, 2): 20.0}
    network = Network((1e5, 0.0, 0.0), (0.0, 10.0, 25.0), between)
    transition = network.transition(3600)
    temperatures = [0.0]
    for _ in range(500):
        temperatures = transition.step(temperatures, [0.0, 200.0, 300.0], 0.0)
    air = temperatures[0]
    # Balances of both surfaces, solved by hand (Cramer).
    a11, a12, a22 = 50 + 30 + 10, -30, 20 + 30 + 25
    b1, b2 = 200 + 50 * air, 300 + 20 * air
    one = (b1 * a22 - a12 * b2) / (a11 * a22 - a12 * a12)
    other = (a11 * b2 - a12 * b1) / (a11 * a22 - a12 * a12)
    assert 50 * (one - air) + 20 * (other - air) == pytest.approx(0.0, abs=1e-6)
    assert 10 * one + 25 * other == pytest.approx(500.0)
