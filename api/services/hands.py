"""What a hand does in a live house: checked against the house, then carried as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from api.errors import ApiError, Forbidden
from api.services.catalogue import Catalogue
from api.store.houses import LiveLab
from api.store.people import User
from devices.text import Text
from simulator.action_form import FaultBegins, FaultEnds, HandForm, read_form
from simulator.actions import Action
from simulator.fault import FaultKind
from simulator.fault_plan import FaultRefused, diagnose, wrong_fault
from simulator.faults import fault_names, faults
from simulator.house import House
from simulator.possible import things_of
from simulator.scenario import Scenario, load_scenario

HAND = "hand"
"""Who does it, in the trace."""


class UnknownInHouse(ApiError):
    """The house has no such device, fixture, person or room. Fields: name, known."""

    code = "unknown_in_house"
    status = 422
    words = Text(
        en="“{name}” is not known in this house; there are: {known}.",
        fa="«{name}» در این خانه شناخته نیست؛ این‌ها هستند: {known}.",
    )


class CannotBeDone(ApiError):
    """The house has such a thing, but not that can be done with it. Fields: action, name, known."""

    code = "cannot_be_done"
    status = 422
    words = Text(
        en="“{action}” cannot be done with {name}; possible are: {known}.",
        fa="«{action}» با {name} شدنی نیست؛ این‌ها شدنی است: {known}.",
    )


class FaultImpossible(ApiError):
    """The device cannot have this fault so. Fields: device, fault, field, wrong (Text)."""

    code = "fault_refused"
    status = 422
    words = FaultRefused.words


class PossibleFault(NamedTuple):
    """A fault, and the devices of a house that can have it."""

    kind: FaultKind
    devices: list[str]


def scenario_of(lab: LiveLab, catalogue: Catalogue) -> Scenario:
    """What a live house plays: its exercise's scenario, or the one that it names. Raises NotFound."""
    if lab.exercise is not None:
        return catalogue.find(lab.exercise).live_scenario(lab.owner_id or "")
    return load_scenario(lab.scenario or "")


def check_hand(scenario: Scenario, asked: HandForm, user: User) -> None:
    """Raise UnknownInHouse, CannotBeDone, FaultImpossible or Forbidden where this cannot be.

    Faults are for instructors: who looks for a hidden one shall not mend all devices to find it.
    """
    if isinstance(asked, FaultBegins | FaultEnds) and not user.is_staff:
        raise Forbidden()
    check_in_house(scenario, asked)


def check_in_house(scenario: Scenario, asked: HandForm) -> None:
    """Raise UnknownInHouse, CannotBeDone or FaultImpossible where the house does not allow for this."""
    if isinstance(asked, FaultBegins | FaultEnds):
        _check_fault(scenario.house, asked)
    else:
        find_deed(scenario, *_thing_and_deed(asked))


def find_deed(scenario: Scenario, thing: str, deed: str, kind: str | None = None) -> HandForm:
    """What is meant by a word for a thing and one for what is done. Raises UnknownInHouse, CannotBeDone."""
    every = [each for each in things_of(scenario) if kind in (None, each.kind)]
    named = [each for each in every if each.name == thing]
    deeds = {each.name: each.form for named_thing in named for each in named_thing.deeds}
    if not named:
        raise UnknownInHouse(name=thing, known=_listed(each.name for each in every))
    if deed not in deeds:
        raise CannotBeDone(action=deed, name=thing, known=_listed(deeds))
    return deeds[deed]


def as_action(asked: Mapping[str, Any]) -> Action:
    """The action of the simulated house that was asked for. Raises pydantic's ValidationError."""
    return read_form(asked).as_action(HAND)


def possible_faults(house: House) -> Iterator[PossibleFault]:
    """Every fault, with the devices that can have it."""
    for name in fault_names():
        kind = faults()[name]
        yield PossibleFault(kind, [device for device in house.installed if _can_have(house, device, name)])


def _check_fault(house: House, asked: FaultBegins | FaultEnds) -> None:
    if asked.device not in house.installed:
        raise UnknownInHouse(name=asked.device, known=_listed(house.installed))
    if isinstance(asked, FaultBegins):
        try:
            diagnose(house, asked.device, asked.breaks, asked.parameters)
        except FaultRefused as refused:
            raise FaultImpossible(**refused.fields) from None
    elif asked.mends not in fault_names():
        raise CannotBeDone(action=asked.mends, name=asked.device, known=_listed(fault_names()))


def _can_have(house: House, device: str, fault: str) -> bool:
    """Whether nothing but a parameter that is to be chosen yet speaks against it."""
    return all(location != ("device",) for location, _ in wrong_fault(house, device, fault, {}))


def _thing_and_deed(asked: HandForm) -> tuple[str, str, str]:
    """The thing, what is done with it, and of which kind the thing is."""
    values = asked.as_dict()
    kind = next(each for each in ("person", "fixture", "device", "room") if each in values)
    thing = values.pop(kind)
    (deed,) = values.values()
    return thing, deed, kind


def _listed(names: Iterable[str]) -> str:
    return "، ".join(sorted(set(names))) or "–"
