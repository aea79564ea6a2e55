"""What can be asked of a running house as plain JSON: over HTTP, between processes, in recordings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from devices.property import Scalar
from simulator.actions import (
    Action,
    Break,
    Cause,
    Go,
    Handle,
    Mend,
    ReadProperties,
    SetProperties,
    Touch,
)

Name = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_dict(self) -> dict[str, Any]:
        """The form as JSON has it."""
        return self.model_dump(by_alias=True)


class HandAtDevice(_Form):
    """What a hand does at a device: press, open, unplug …"""

    device: Name
    action: Name

    def as_action(self, source: str) -> Action:
        """As the engine takes it; `source` is who does it."""
        return Handle(self.device, self.action, source)


class HandAtFixture(_Form):
    """What a hand does at a door, window, pipe or circuit: open, close, leak, switch_off …"""

    fixture: Name
    action: Name

    def as_action(self, source: str) -> Action:
        """As the engine takes it; `source` is who does it."""
        return Touch(self.fixture, self.action, source)


class IncidentInRoom(_Form):
    """What happens in a room: match, burnt_food, spill …"""

    room: Name
    incident: Name

    def as_action(self, source: str) -> Action:
        """As the engine takes it; `source` is who does it."""
        return Cause(self.room, self.incident, source)


class PersonGoes(_Form):
    """Where a person of the house is sent; `outside` is a room too."""

    person: Name
    room: Name

    def as_action(self, source: str) -> Action:
        """As the engine takes it; `source` is who does it."""
        return Go(self.person, self.room, source)


class FaultBegins(_Form):
    """A fault that a device has from now on, announced to people or for them to find."""

    device: Name
    breaks: Name
    parameters: dict[str, Any] = Field(default_factory=dict, alias="with")
    announced: bool = False

    def as_action(self, source: str) -> Action:
        """As the engine takes it; nobody is told who did it."""
        return Break(self.device, self.breaks, self.parameters, self.announced)


class FaultEnds(_Form):
    """A fault that a device has no longer."""

    device: Name
    mends: Name

    def as_action(self, source: str) -> Action:
        """As the engine takes it; nobody is told who did it."""
        return Mend(self.device, self.mends)


class Command(_Form):
    """What a program tells a device to be."""

    device: Name
    values: dict[str, Scalar] = Field(alias="set")

    def as_action(self, source: str) -> Action:
        """As the engine takes it; `source` is who does it."""
        return SetProperties(self.device, self.values, source)


class Question(_Form):
    """What a program wants to hear of a device."""

    device: Name
    names: tuple[str, ...] = Field(alias="get")

    def as_action(self, source: str) -> Action:
        """As the engine takes it; `source` is who does it."""
        return ReadProperties(self.device, self.names, source)


HandForm: TypeAlias = HandAtDevice | HandAtFixture | IncidentInRoom | PersonGoes | FaultBegins | FaultEnds
"""What somebody in the house can do, beside the programs."""
ActionForm: TypeAlias = HandForm | Command | Question

_BY_FIELD: Mapping[str, type[ActionForm]] = {
    "incident": IncidentInRoom,
    "person": PersonGoes,
    "fixture": HandAtFixture,
    "breaks": FaultBegins,
    "mends": FaultEnds,
    "set": Command,
    "get": Question,
    "device": HandAtDevice,
}
"""The first of these fields that is there tells the form."""


def kind_of(content: Mapping[str, Any]) -> type[ActionForm]:
    """Which form this is meant to be."""
    return next((form for field, form in _BY_FIELD.items() if field in content), HandAtDevice)


def read_form(content: Mapping[str, Any]) -> ActionForm:
    """The form that a mapping holds. Raises pydantic's ValidationError."""
    return kind_of(content).model_validate(dict(content))


def form_of(action: Action) -> ActionForm:
    """The form in which an action is written down; its source stands beside it."""
    if isinstance(action, SetProperties):
        return Command.model_validate({"device": action.device, "set": dict(action.values)})
    if isinstance(action, ReadProperties):
        return Question.model_validate({"device": action.device, "get": action.names})
    if isinstance(action, Handle):
        return HandAtDevice(device=action.device, action=action.action)
    if isinstance(action, Go):
        return PersonGoes(person=action.person, room=action.room)
    if isinstance(action, Touch):
        return HandAtFixture(fixture=action.fixture, action=action.action)
    if isinstance(action, Cause):
        return IncidentInRoom(room=action.room, incident=action.incident)
    if isinstance(action, Break):
        begins = {"device": action.device, "breaks": action.fault, "announced": action.announced}
        return FaultBegins.model_validate({**begins, "with": dict(action.parameters)})
    return FaultEnds(device=action.device, mends=action.fault)


def source_of(action: Action) -> str:
    """Who does it; empty where nobody is told."""
    return "" if isinstance(action, Break | Mend) else action.source
