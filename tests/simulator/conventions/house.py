"""A house with one of every device, and what conventions make of it; the ground of the conventions' tests."""

import json

import jinja2

from devices.registry import catalog
from simulator.convention import Scope
from simulator.conventions import load_conventions
from simulator.house import House
from simulator.reports import Report

BASE = "lab/demo"


def house_of(models, **more):
    """A house with these devices, each named after its model: `device_0` …"""
    return House.model_validate(
        {
            "title": {"en": "All", "fa": "همه"},
            "rooms": {"hall": {"title": {"en": "Hall", "fa": "هال"}, "area_m2": 20}},
            "devices": {
                f"device_{index}": {"model": model, "room": "hall"} for index, model in enumerate(models)
            },
            **more,
        }
    )


EVERYTHING = house_of(catalog())


def scope_of(*names, house=EVERYTHING, told=None):
    """The house among these conventions."""
    return Scope.of(house, load_conventions(names), BASE, told)


def initial_report(installed, **values):
    """A device that tells all that it has."""
    initial = {name: shown.initial for name, shown in installed.device.properties.items()} | values
    return Report(0, installed.name, initial, tuple(values or initial))


def announced(convention, scope):
    """All that a convention announces, on all of its connections."""
    return [message for link in convention.links(scope) for message in convention.announce(link, scope)]


_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)


def render(template, **given):
    """A template of Home Assistant, which renders them with Jinja."""
    return _JINJA.from_string(template).render(**given)


def read_value(template, payload):
    """What Home Assistant takes out of a message."""
    content = json.loads(payload)
    return render(template, value_json=content, value=payload.decode())
