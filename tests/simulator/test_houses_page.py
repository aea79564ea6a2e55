"""The page for authors of houses and scenarios: its example lives, and no field is missing."""

import re
from pathlib import Path

import pytest

from simulator.daily_life import Person, Stay, Visits
from simulator.engine import Engine
from simulator.fixtures import KINDS, Bed, Circuit, Door, Pipe, Tank, Window
from simulator.habits import Habit
from simulator.hands import hands_at
from simulator.house import House, Installation, LoadPlan, Place
from simulator.incidents import INCIDENTS
from simulator.presence_plan import PresencePlan, RoomsFrom
from simulator.quantities import HOUR_MS, MINUTE_MS
from simulator.room import Room
from simulator.scenario import Scenario, load_scenario, scenario_names
from simulator.script_entry import Condition, ScriptEntry

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "houses.md", DOCS / "houses.fa.md"]
HOUSE_MODELS = [House, Place, Room, Window, Door, Pipe, Tank, Bed, Circuit, Installation, LoadPlan]
DAY_MODELS = [Scenario, Person, Stay, Visits, PresencePlan, RoomsFrom, Habit, ScriptEntry, Condition]


def files_of(page):
    """What stands in the two YAML blocks of a page."""
    return re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: page.name)
def document(request):
    return request.param


@pytest.fixture(scope="module")
def evening(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    for name, text in zip(("lodge.yaml", "evening.yaml"), files_of(PAGES[0]), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "evening.yaml"


@pytest.fixture(scope="module")
def trace(evening):
    scenario = load_scenario(evening)
    engine = Engine(scenario)
    engine.run_until(scenario.duration_ms)
    return engine.trace


def clock(at_ms):
    """Hours of the day at an instant of the example, which begins at noon."""
    return 12 + at_ms / HOUR_MS


def test_nader_comes_home_and_switches_the_lamp_on_in_the_dark_and_off_as_he_leaves(trace):
    arrives_ms = next(
        event.at_ms for event in trace.events_of("people.nader.room") if event.value == "parlour"
    )
    assert clock(arrives_ms) == pytest.approx(17, abs=0.5)
    lamp = trace.signal("parlour_lamp.state")
    (on_ms,), (off_ms,) = lamp.rises("ON"), lamp.falls("ON")
    assert 17 < clock(on_ms) < 18.5
    assert clock(off_ms) == pytest.approx(23, abs=0.5)


def test_the_window_is_closed_as_soon_as_it_is_too_cold(trace):
    first, (opened, is_open), (closed, is_closed) = [
        (event.at_ms, event.value) for event in trace.events_of("house.parlour_window")
    ]
    assert first == (0, "closed")
    assert (is_open, is_closed) == ("open", "closed")
    assert clock(opened) == 20
    temperature = trace.signal("room.parlour.temperature")
    assert temperature.at(closed) < 18 < temperature.at(closed - 30 * MINUTE_MS)


def test_from_nine_on_the_thermometer_lies(trace):
    room, shown = trace.signal("room.parlour.temperature"), trace.signal("parlour_climate.temperature")
    end_ms = 12 * HOUR_MS - 1
    assert shown.at(8 * HOUR_MS - 1) == pytest.approx(room.at(8 * HOUR_MS - 1), abs=1.5)
    assert shown.at(end_ms) == pytest.approx(room.at(end_ms) + 3, abs=1.5)


def test_a_run_may_choose_a_cold_night(evening):
    assert load_scenario(evening, {"weather": "cold_night"}).weather.kind == "cold_night"


def test_both_languages_show_the_same_example(document):
    assert files_of(document) == files_of(PAGES[0])


def test_the_page_names_every_field(document):
    """Those of rooms in detail stand on a page of their own."""
    suffix = document.name.removeprefix("houses")
    text = document.read_text(encoding="utf-8") + (DOCS / f"building-model{suffix}").read_text(
        encoding="utf-8"
    )
    named = set(re.findall(r"[a-z][a-z0-9_]*", text))
    for model in HOUSE_MODELS + DAY_MODELS:
        fields = {field.alias or name for name, field in model.model_fields.items()}
        assert fields <= named, f"{model.__name__}: {sorted(fields - named)}"


def test_the_page_names_every_house_scenario_incident_habit_and_hand(document):
    text = document.read_text(encoding="utf-8")
    houses = {path.stem for path in (DOCS.parent / "simulator" / "houses").glob("*.yaml")}
    words = {*re.findall(r"'(\w+)'", str(Habit.model_fields["does"].annotation))}
    assert len(words) > 10
    hands = {hand for kind in KINDS for hand in hands_at(kind.model_construct())}
    for name in (*houses, *scenario_names(), *INCIDENTS, *words, *hands):
        assert f"`{name}`" in text, f"{name} is not on the page"
