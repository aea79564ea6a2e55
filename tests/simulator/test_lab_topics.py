"""What a live house publishes under `_lab/` is what its table of topics and its pages say."""

import asyncio
import json
from pathlib import Path

import jsonschema_rs
import pytest

from simulator.actions import Break, Cause, Go, Handle, Touch
from simulator.broker.core import Broker, User
from simulator.engine import Engine
from simulator.lab import Lab
from simulator.lab_topics import LAB_TOPICS, lab_topic
from simulator.port import CorePort
from simulator.scenario import load_scenario, scenario_names
from tests.simulator.homes import scenario
from tests.simulator.virtual_loop import play

DOCS = Path(__file__).parents[2] / "docs"
ANYTHING = [
    Touch("entrance", "lock"),
    Touch("cold_water", "leak"),
    Touch("mains", "switch_off"),
    Cause("kitchen", "fire"),
    Go("ali", "bathroom"),
    Break("climate", "noise", announced=True),
    Handle("kitchen_plug", "unplug"),
]


async def shown_by(house, actions=()):
    """Every message that such a house shows of itself in an hour."""
    loop = asyncio.get_running_loop()
    broker = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=lambda *_: None)
    heard = []
    broker.attach(User("ear", "#"), "ear", heard.append).subscribe("lab/home/_lab/#")
    lab = Lab(house, CorePort(broker, "lab/home"), 1000, clock=loop.time)
    task = asyncio.create_task(lab.run())
    for action in actions:
        await asyncio.sleep(0.1)
        lab.act(action)
    await asyncio.sleep(3.6)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return heard


def check(heard):
    for message in heard:
        topic = message.topic.removeprefix("lab/home/")
        found = lab_topic(topic)
        assert found is not None, f"{topic} is in no table"
        payload = json.loads(message.payload)
        assert jsonschema_rs.validator_for(found.schema).is_valid(payload), f"{topic}: {payload}"
    return {lab_topic(message.topic.removeprefix("lab/home/")).topic for message in heard}


def test_every_kind_of_topic_is_published_as_its_schema_says():
    house = scenario(start="2027-01-14T07:00", complains=True)
    assert check(play(shown_by(house, ANYTHING))) == {each.topic for each in LAB_TOPICS}


def test_so_it_is_in_a_house_of_the_lab():
    check(play(shown_by(load_scenario("winter-day"))))


@pytest.mark.parametrize("page", ["live-houses.md", "live-houses.fa.md"])
def test_the_page_names_every_topic(page):
    content = (DOCS / page).read_text(encoding="utf-8")
    for each in LAB_TOPICS:
        assert f"`{each.topic.removeprefix('_lab/')}`" in content, each.topic


@pytest.mark.parametrize("name", scenario_names())
def test_no_device_takes_the_name_of_something_else_under_lab(name):
    assert not {"clock", "mqtt"} & set(Engine(load_scenario(name)).house.installed)
