"""What can be done by hand in a live house, doing it, and the recording of what was done."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, Discriminator, Tag

from api.problems import Said
from api.recordings import Recordings
from api.routes.access import ServiceOf, SignedIn
from api.routes.entering import Entered
from api.services.hands import PossibleFault, check_hand, possible_faults, scenario_of
from api.services.rights import lab_for
from simulator.action_form import (
    Command,
    FaultBegins,
    FaultEnds,
    HandAtDevice,
    HandAtFixture,
    IncidentInRoom,
    PersonGoes,
    Question,
    kind_of,
)
from simulator.possible import Thing, things_of
from simulator.recording import without_secrets

router = APIRouter(prefix="/api/labs", tags=["labs"])


class DeedView(BaseModel):
    """Something that can be done: its name in both languages, and the body that asks for it."""

    title: Said
    do: dict[str, Any]


class ThingView(BaseModel):
    """A device, fixture, room or person of the house, and what can be done with it."""

    kind: Literal["device", "fixture", "room", "person"]
    name: str
    title: Said
    room: str | None
    icon: str
    can: list[DeedView]


class FaultView(BaseModel):
    """A fault that devices can have: what such a device does, and the JSON Schema of `with`."""

    fault: str
    title: Said
    says: Said
    devices: list[str]
    parameters: dict[str, Any]


class PossibleActions(BaseModel):
    """What can be done in a house; `faults` for instructors."""

    things: list[ThingView]
    faults: list[FaultView]


class Accepted(BaseModel):
    """The house has been told; what comes of it is seen over MQTT."""

    accepted: bool = True


def _tag(body: Any) -> str:
    form = kind_of(body if isinstance(body, dict) else {})
    # Programs command over MQTT: what looks like that is no known hand.
    return (HandAtDevice if form in (Command, Question) else form).__name__


Asked = Annotated[
    Annotated[HandAtDevice, Tag("HandAtDevice")]
    | Annotated[HandAtFixture, Tag("HandAtFixture")]
    | Annotated[IncidentInRoom, Tag("IncidentInRoom")]
    | Annotated[PersonGoes, Tag("PersonGoes")]
    | Annotated[FaultBegins, Tag("FaultBegins")]
    | Annotated[FaultEnds, Tag("FaultEnds")],
    Discriminator(_tag),
    Body(),
]


@router.get("/{lab}/actions")
def show_possible_actions(lab: Entered, user: SignedIn, service: ServiceOf) -> PossibleActions:
    """Everything that can be done by hand in the house, each with the body that asks for it."""
    scenario = scenario_of(lab, service.catalogue)
    faults = possible_faults(scenario.house) if user.is_staff else ()
    return PossibleActions(
        things=[_thing(each) for each in things_of(scenario)], faults=[_fault(each) for each in faults]
    )


@router.post("/{lab}/actions", status_code=202)
def act_in_house(lab: Entered, body: Asked, user: SignedIn, service: ServiceOf) -> Accepted:
    """Let a hand do something, something happen in a room, a person go, or a device break or be mended."""
    check_hand(scenario_of(lab, service.catalogue), body, user)
    service.house.act(lab.id, body.as_dict())
    return Accepted()


@router.get(
    "/{lab}/recording",
    response_class=Response,
    responses={200: {"content": {"application/x-ndjson": {}}, "description": "JSON lines."}},
)
def show_recording(lab: str, user: SignedIn, service: ServiceOf) -> Response:
    """What was done in the house since it began, for `khaneh run --replay`; hidden faults for instructors."""
    with service.sessions() as session:
        found = lab_for(session, user, lab)
    lines = Recordings(service.settings.data).lines(found.id)
    told = lines if user.is_staff else without_secrets(lines)
    return Response(
        "".join(told),
        media_type="application/x-ndjson",
        headers={"Content-Disposition": f'attachment; filename="{found.id}.jsonl"'},
    )


def _thing(thing: Thing) -> ThingView:
    return ThingView(
        kind=thing.kind,
        name=thing.name,
        title=Said(**thing.title.as_dict()),
        room=thing.room,
        icon=thing.icon,
        can=[DeedView(title=Said(**deed.title.as_dict()), do=deed.form.as_dict()) for deed in thing.deeds],
    )


def _fault(possible: PossibleFault) -> FaultView:
    kind = possible.kind
    return FaultView(
        fault=kind.name,
        title=Said(**kind.title.as_dict()),
        says=Said(**kind.says.as_dict()),
        devices=possible.devices,
        parameters=kind.parameters.model_json_schema(),
    )
