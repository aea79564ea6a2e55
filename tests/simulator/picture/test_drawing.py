"""The picture of a run."""

import re
from xml.etree import ElementTree

import pytest

from devices.text import Text
from simulator.engine import Engine
from simulator.picture.drawing import draw_run
from simulator.picture.page import run_page
from simulator.picture.subjects import Lane, charts, lanes
from simulator.scenario import load_scenario
from simulator.signal import Signal
from simulator.trace import Trace

SCENARIO = load_scenario("winter-day")
UNTIL_MS = 3_600_000 * 9


@pytest.fixture(scope="module")
def trace():
    engine = Engine(SCENARIO)
    engine.run_until(UNTIL_MS)
    return engine.trace


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Temperature", "Living room", "Corridor motion sensor: Occupancy", "Maryam", "06:00"]),
        ("fa", ["دما", "پذیرایی", "حسگر حرکت راهرو: حضور", "مریم", "۰۶:۰۰"]),
    ],
)
def test_a_run_becomes_valid_svg_in_the_words_of_a_language(trace, language, words):
    picture = draw_run(trace, SCENARIO, UNTIL_MS, language)
    ElementTree.fromstring(picture)
    for word in words:
        assert word in picture


def test_charts_have_one_unit_each_and_only_lines_that_move(trace):
    for chart in charts(trace, SCENARIO):
        assert chart.lines
        for line in chart.lines:
            assert len(set(line.signal.values)) > 1


def test_a_lane_shows_what_is_on_open_or_somewhere(trace):
    by_title = {lane.title.en: lane for lane in lanes(trace, SCENARIO)}
    opened = list(by_title["Living room window"].bars(UNTIL_MS))
    assert [value for _, _, value in opened] == ["open"]
    contact = list(by_title["Living room window contact: Contact"].bars(UNTIL_MS))
    assert [value for _, _, value in contact] == [False], "false is an open door, which is worth a bar"


def test_nothing_is_not_zero():
    zero_and_false = Lane(SCENARIO.title, Signal([(0, 0), (1, False), (2, 1), (3, True)]), idle=(False,))
    assert [value for _, _, value in zero_and_false.bars(4)] == [0, 1, True]


def test_an_empty_trace_is_drawn_too():
    ElementTree.fromstring(draw_run(Trace(), SCENARIO, 1000))


def test_a_page_stands_alone_and_reads_in_its_direction(trace):
    page = run_page(trace, SCENARIO, UNTIL_MS, {SCENARIO.title: 12_345, SCENARIO.title: 7}, "fa")
    assert 'dir="rtl"' in page
    assert "۷" in page
    assert "src=" not in page, "no file beside it"
    assert "http" not in page.replace("http://www.w3.org/2000/svg", ""), "no network"


def test_a_place_has_one_colour_in_all_charts(trace):
    named = re.findall(r'fill="(#[0-9a-f]{6})">Kitchen<', draw_run(trace, SCENARIO, UNTIL_MS))
    assert len(named) >= 3, "temperature, humidity, carbon dioxide"
    assert len(set(named)) == 1


def test_a_page_writes_its_numbers_as_its_language_does(trace):
    counted = {Text(en="Events", fa="رویدادها"): 9784}
    assert "<td>9,784</td>" in run_page(trace, SCENARIO, UNTIL_MS, counted, "en")
    assert "<td>۹٬۷۸۴</td>" in run_page(trace, SCENARIO, UNTIL_MS, counted, "fa")
