"""The shell of a room: what its U values promise, and that no heat is lost in it."""

import math

import pytest

from simulator.room import Room
from simulator.world.envelope import CONVECTION_W_M2K, RADIATION_W_M2K, detailed_shell
from simulator.world.shell import Nodes, simple_shell
from simulator.world.thermal import Network

TITLE = {"en": "Room", "fa": "اتاق"}
WALLS = {
    "south": {"faces": "south", "area_m2": 9, "u_w_m2k": 0.6},
    "west": {"faces": "west", "area_m2": 12, "u_w_m2k": 0.6},
    "roof": {"faces": "roof", "area_m2": 20, "u_w_m2k": 0.35, "stores_j_m2k": 8000},
    "floor": {"faces": "floor", "area_m2": 20, "u_w_m2k": 0.3},
}
WINDOWS = {"pane": {"faces": "south", "area_m2": 3, "u_w_m2k": 2.8}}
DETAILED = Room.model_validate(
    {"title": TITLE, "area_m2": 20, "walls": WALLS, "windows": WINDOWS, "mass": "heavy"}
)
SIMPLE = Room.model_validate({"title": TITLE, "area_m2": 12, "outer_wall_m2": 8})


def surface_temperatures(network, masses, given, outdoor_c):
    """Nodes without capacity, from their balances, by turns."""
    found = {**dict(enumerate([0.0] * len(network.capacity))), **masses}
    free = [node for node, capacity in enumerate(network.capacity) if capacity == 0]
    arms = {node: {} for node in free}
    for (one, other), conductance in network.between.items():
        for here, there in ((one, other), (other, one)):
            if here in arms:
                arms[here][there] = conductance
    for _ in range(400):
        for node in free:
            flows = given[node] + network.outdoors[node] * outdoor_c
            flows += sum(conductance * found[other] for other, conductance in arms[node].items())
            found[node] = flows / (sum(arms[node].values()) + network.outdoors[node])
    return found


def test_no_heat_is_lost_over_a_day_with_a_door_the_sun_and_a_heater():
    """What was given is what was stored and what left, within 0.1 %: losses by the mean over minutes."""
    nodes = Nodes()
    living, hall = detailed_shell(DETAILED, nodes, 3e5), simple_shell(SIMPLE, nodes, 2e5)
    nodes.outdoors[living.air] += 20.0
    door = {pair: dict(nodes.between) for pair in ("open", "shut")}
    for state, conductance in (("open", 60.0), ("shut", 4.0)):
        door[state][living.air, hall.air] = conductance
    networks = {
        state: Network(tuple(nodes.capacity), tuple(nodes.outdoors), each) for state, each in door.items()
    }
    transitions = {state: network.transition(60) for state, network in networks.items()}
    masses = [node for node, capacity in enumerate(nodes.capacity) if capacity > 0]
    begins = temperatures = [18.0] * len(masses)
    put_in = left = 0.0
    for minute in range(24 * 60):
        state = "open" if minute % 120 < 40 else "shut"
        outdoor_c = 5.0 + 6.0 * math.sin(2 * math.pi * (minute / 1440 - 0.375))
        given = [0.0] * len(nodes.capacity)
        given[hall.air] += 1500.0 if minute % 60 < 25 else 0.0
        sun_w = max(0.0, 1200 * math.sin(2 * math.pi * (minute / 1440 - 0.25)))
        for node, share in living.sunlit.items():
            given[node] += share * sun_w
        before = temperatures
        temperatures = transitions[state].step(temperatures, given, outdoor_c)
        means = {
            node: (one + other) / 2 for node, one, other in zip(masses, before, temperatures, strict=True)
        }
        every = surface_temperatures(networks[state], means, given, outdoor_c)
        put_in += 60 * sum(given)
        left += 60 * sum(loss * (every[node] - outdoor_c) for node, loss in enumerate(nodes.outdoors))
    stored = sum(
        nodes.capacity[node] * (end - start)
        for node, start, end in zip(masses, begins, temperatures, strict=True)
    )
    assert put_in > 2e7
    assert stored + left == pytest.approx(put_in, rel=1e-3)


def test_a_wall_lets_through_what_its_u_value_says_where_air_and_surfaces_are_alike():
    """In series: the surface inside, a layer of mass with its insulation, the surface outside."""
    roof = {"roof": {"faces": "roof", "area_m2": 20, "u_w_m2k": 0.35, "stores_j_m2k": 8000}}
    nodes = Nodes()
    detailed_shell(Room.model_validate({"title": TITLE, "area_m2": 20, "walls": roof}), nodes, 3e5)
    surface, layer = 2, 3
    inwards = nodes.between[surface, layer]
    total = 1 / (0.13 / 20 + 1 / inwards + 1 / nodes.outdoors[layer])
    assert total == pytest.approx(20 * 0.35, rel=0.001)


def test_what_walls_store_is_all_there():
    nodes = Nodes()
    detailed_shell(DETAILED, nodes, 3e5)
    assert sum(nodes.capacity) == pytest.approx(3e5 + 41 * 140_000 + 20 * 8000)


def test_the_sun_is_shared_out_but_for_what_leaves_through_the_glass_again():
    shell = detailed_shell(DETAILED, Nodes(), 3e5)
    assert 0.95 < sum(shell.sunlit.values()) < 1.0
    assert max(shell.sunlit.values()) > 0.5, "the floor takes most"


def test_surfaces_see_the_air_and_each_other():
    nodes = Nodes()
    shell = detailed_shell(DETAILED, nodes, 3e5)
    area = 9 + 12 + 20 + 20 + 3
    to_air = sum(each for pair, each in nodes.between.items() if shell.air in pair)
    to_each_other = sum(each for pair, each in nodes.between.items() if shell.sees in pair)
    assert to_air == pytest.approx(area * CONVECTION_W_M2K)
    assert to_each_other == pytest.approx(area * RADIATION_W_M2K)
