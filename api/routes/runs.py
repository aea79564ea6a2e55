"""Running a program in the student's live house, and following it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Response
from pydantic import BaseModel
from sse_starlette import EventSourceResponse

from api.clock import utc_now
from api.house_link import HouseAway
from api.problems import Said
from api.routes.access import ServiceOf, SignedIn
from api.routes.uploads import UPLOAD_SCHEMA, uploaded_files
from api.run_logs import RunLogs
from api.services.rights import lab_for
from api.services.run_watching import RunFollower, State, look_at_run
from api.services.runs import RunNeedsOwnBroker, last_run, run_of, start_run, stop_run
from api.state import Service
from api.store.people import User
from api.store.runs import WantedRun

router = APIRouter(prefix="/api/labs/{lab}/run", tags=["runs"])


class RunMistake(BaseModel):
    """A mistake that was recognised in the program, and its hint."""

    mistake: str
    says: Said


class RunEnding(BaseModel):
    """Why a run is over."""

    code: str
    says: Said
    file: str | None = None
    line: int | None = None
    at_s: float | None = None
    mistakes: list[RunMistake] = []


class Printed(BaseModel):
    """A piece of what was printed, in order; `omitted` pieces are left out in its place."""

    n: int
    stream: str | None = None
    text: str | None = None
    at: str | None = None
    """The time of day in the house."""
    omitted: int | None = None


class RunView(BaseModel):
    """A program in a live house."""

    id: str
    lab: str
    state: State
    created_at: datetime
    ending: RunEnding | None
    output: list[Printed]
    """Head and tail of what it has printed so far."""


class Started(BaseModel):
    """The run that was asked for."""

    id: str
    lab: str


@router.post("", status_code=201, openapi_extra={"requestBody": UPLOAD_SCHEMA})
def run_program(
    lab: str,
    user: SignedIn,
    service: ServiceOf,
    files: Annotated[dict[str, bytes], Depends(uploaded_files)],
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=128)] = None,
    replace: Annotated[bool, Query(description="End the program that runs there, if one does.")] = False,
) -> Started:
    """Run a program in a live house: as in Check, but by the clock of this house and for as long as it lives.

    The same Idempotency-Key gives the same run again.
    """
    if service.settings.broker_url is not None:
        raise RunNeedsOwnBroker()
    with service.sessions() as session:
        found = lab_for(session, user, lab)
    if not service.house.connected:
        raise HouseAway()
    run = start_run(
        service.sessions,
        lab=found.id,
        files=files,
        key=idempotency_key,
        replace=replace,
        most=service.settings.runs,
        now=utc_now(),
    )
    service.house.wake(found.id)
    service.house.nudge()
    return Started(id=run.id, lab=found.id)


@router.get("")
def show_last_run(lab: str, user: SignedIn, service: ServiceOf) -> RunView | None:
    """The program that runs in the house, or the last one that did; null if there was none."""
    with service.sessions() as session:
        found = last_run(session, lab_for(session, user, lab).id)
        return _view(found, service) if found is not None else None


@router.get("/{run}")
def show_run(lab: str, run: str, user: SignedIn, service: ServiceOf) -> RunView:
    """One run, with what it has printed so far."""
    return _view(_run(lab, run, user, service), service)


@router.get("/{run}/events", response_class=EventSourceResponse)
def follow_run(
    lab: str,
    run: str,
    user: SignedIn,
    service: ServiceOf,
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> EventSourceResponse:
    """Server-sent events: `output` as it is printed, `omitted`, `clock` (the house's time), then `ended`."""
    found = _run(lab, run, user, service)

    def clock() -> dict[str, Any] | None:
        said = service.house.clock_of(found.lab_id)
        return said._asdict() if said is not None else None

    follower = RunFollower(service.sessions, _logs(service), found.id, clock)
    return EventSourceResponse(follower.follow(last_event_id))


@router.delete("/{run}", status_code=204)
def end_run(lab: str, run: str, user: SignedIn, service: ServiceOf) -> Response:
    """Stop a program; nothing happens to one that is over."""
    with service.sessions.begin() as session:
        stop_run(session, lab_for(session, user, lab).id, run)
    service.house.nudge()
    return Response(status_code=204)


def _run(lab: str, run: str, user: User, service: Service) -> WantedRun:
    with service.sessions() as session:
        return run_of(session, lab_for(session, user, lab).id, run)


def _view(run: WantedRun, service: Service) -> RunView:
    logs = _logs(service)
    now = look_at_run(run, logs)
    printed = [event for event in logs.reader(run.id).read() if "ended" not in event]
    return RunView(
        id=run.id,
        lab=run.lab_id,
        state=now.state,
        created_at=run.created_at,
        ending=RunEnding.model_validate(now.ending) if now.ending is not None else None,
        output=[Printed.model_validate(event) for event in printed],
    )


def _logs(service: Service) -> RunLogs:
    return RunLogs(service.settings.data)
