"""Everything that can be done by hand in a house: by thing, with words in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from devices.text import Text
from simulator.action_form import HandAtDevice, HandAtFixture, HandForm, IncidentInRoom, PersonGoes
from simulator.fixtures import KINDS, Fixture, Window
from simulator.hand_words import words_of
from simulator.hands import hands_at
from simulator.house import OUTSIDE, Installed
from simulator.incidents import INCIDENTS
from simulator.scenario import Scenario

_WINDOW = Text(en="Window", fa="پنجره")
_GOES = Text(en="Goes to: {room}", fa="رفتن به: {room}")
_LEAVES = Text(en="Leaves the house", fa="بیرون رفتن از خانه")


class Deed(NamedTuple):
    """Something that can be done: what it is called, the word for it, and how it is asked for."""

    name: str
    title: Text
    form: HandForm


class Thing(NamedTuple):
    """A device, fixture, room or person, and what can be done with it."""

    kind: Literal["device", "fixture", "room", "person"]
    name: str
    title: Text
    room: str | None
    """Where it is; None of fixtures, which may belong to two rooms or to none."""
    icon: str
    """Of the plan: that of the device's model, or the kind of fixture."""
    deeds: tuple[Deed, ...]


def things_of(scenario: Scenario) -> Iterator[Thing]:
    """Devices, fixtures, rooms and people, each sorted by name."""
    house = scenario.house
    yield from map(_device, house.installed.values())
    for name, fixture in house.fixtures.items():
        yield _fixture(name, fixture)
    for room in house.room_names:
        yield _room(room, house.rooms[room].title)
    places = {OUTSIDE: _LEAVES} | {
        room: _GOES.format(room=house.rooms[room].title) for room in house.room_names
    }
    for name, person in sorted(scenario.people.items()):
        deeds = tuple(Deed(room, title, PersonGoes(person=name, room=room)) for room, title in places.items())
        yield Thing("person", name, person.title, None, "person", deeds)


def _device(installed: Installed) -> Thing:
    deeds = tuple(
        Deed(hand, words_of(hand), HandAtDevice(device=installed.name, action=hand))
        for hand in sorted(installed.device.hands)
    )
    return Thing("device", installed.name, installed.title, installed.room, installed.device.icon, deeds)


def _fixture(name: str, fixture: Fixture) -> Thing:
    title = fixture.title or _WINDOW
    icon = "window" if isinstance(fixture, Window) else KINDS[type(fixture)].value
    deeds = tuple(
        Deed(hand, words_of(hand), HandAtFixture(fixture=name, action=hand)) for hand in hands_at(fixture)
    )
    return Thing("fixture", name, title, None, icon, deeds)


def _room(name: str, title: Text) -> Thing:
    deeds = tuple(
        Deed(kind, incident.title, IncidentInRoom(room=name, incident=kind))
        for kind, incident in sorted(INCIDENTS.items())
    )
    return Thing("room", name, title, name, "room", deeds)
