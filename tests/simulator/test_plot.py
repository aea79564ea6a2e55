"""The picture of a run."""

from xml.etree import ElementTree

from simulator.engine import Engine
from simulator.plot import draw_run
from simulator.scenario import load_scenario
from simulator.trace import Trace

SCENARIO = load_scenario("winter-day")


def test_a_run_becomes_valid_svg_with_its_lanes():
    engine = Engine(SCENARIO)
    engine.run_until(3_600_000 * 9)
    picture = draw_run(engine.trace, SCENARIO, 3_600_000 * 9)
    ElementTree.fromstring(picture)
    for path in ("room.living.temperature", "corridor_motion.occupancy", "people.maryam.room"):
        assert path in picture


def test_an_empty_trace_is_drawn_too():
    ElementTree.fromstring(draw_run(Trace(), SCENARIO, 1000))
