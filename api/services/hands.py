"""What a hand does in a live house: checked against the house, then carried as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.errors import ApiError
from api.services.exercises import Catalogue
from api.store.houses import LiveLab
from devices.text import Text
from simulator.actions import Action, Cause, Go, Handle, Touch
from simulator.hands import hands_at
from simulator.house import OUTSIDE
from simulator.incidents import INCIDENTS
from simulator.scenario import Scenario, load_scenario


class UnknownInHouse(ApiError):
    """The house has no such device, person or room, or the hand cannot do that to it."""

    code = "unknown_in_house"
    status = 422
    words = Text(
        en="“{name}” is not known in this house; there are: {known}.",
        fa="«{name}» در این خانه شناخته نیست؛ این‌ها هستند: {known}.",
    )


def scenario_of(lab: LiveLab, catalogue: Catalogue) -> Scenario:
    """What a live house plays: its exercise's scenario, or the one that it names. Raises NotFound."""
    if lab.exercise is not None:
        return catalogue.find(lab.exercise).scenario
    return load_scenario(lab.scenario or "")


def check_hand(scenario: Scenario, asked: Mapping[str, str]) -> None:
    """Raise UnknownInHouse unless this house knows what is asked.

    That is `{device, action}`, `{fixture, action}`, `{room, incident}` or `{person, room}`.
    """
    house = scenario.house
    if "person" in asked:
        _known(asked["person"], scenario.people)
        _known(asked["room"], [*house.room_names, OUTSIDE])
    elif "incident" in asked:
        _known(asked["room"], house.room_names)
        _known(asked["incident"], INCIDENTS)
    elif "fixture" in asked:
        _known(asked["fixture"], house.fixtures)
        _known(asked["action"], hands_at(house.fixtures[asked["fixture"]]))
    else:
        devices = house.installed
        _known(asked["device"], devices)
        _known(asked["action"], devices[asked["device"]].device.hands)


def as_action(asked: Mapping[str, str]) -> Action:
    """The action of the simulated house that was asked for."""
    if "person" in asked:
        return Go(asked["person"], asked["room"])
    if "incident" in asked:
        return Cause(asked["room"], asked["incident"])
    if "fixture" in asked:
        return Touch(asked["fixture"], asked["action"])
    return Handle(asked["device"], asked["action"])


def _known(name: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if name not in names:
        raise UnknownInHouse(name=name, known="، ".join(names) or "–")
