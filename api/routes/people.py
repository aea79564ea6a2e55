"""The people of the centre, for its administrators."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.clock import utc_now
from api.routes.access import Administrator, ServiceOf
from api.routes.paging import Paged
from api.services.people import (
    PeopleWanted,
    add_person,
    change_person,
    close_account,
    find_people,
    find_person,
    make_link,
    reopen_account,
)
from api.store.people import Role, User

router = APIRouter(prefix="/api/people", tags=["people"])

PersonName = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
StaffRole = Literal["instructor", "administrator"]


class PersonView(BaseModel):
    """A person, as administrators see them."""

    id: str
    name: str
    role: Role
    username: str | None
    has_password: bool
    created_at: datetime
    closed_at: datetime | None

    @classmethod
    def of(cls, person: User) -> PersonView:
        """The view of a person."""
        return cls(
            id=person.id,
            name=person.name,
            role=person.role,
            username=person.username,
            has_password=person.password_hash is not None,
            created_at=person.created_at,
            closed_at=person.closed_at,
        )


class NewPerson(BaseModel):
    """Somebody who is to teach or administer."""

    model_config = ConfigDict(extra="forbid")
    name: PersonName
    role: StaffRole = "instructor"


class PersonChange(BaseModel):
    """What may be changed of a person; what is left out stays."""

    model_config = ConfigDict(extra="forbid")
    name: PersonName | None = None
    role: StaffRole | None = None


class LinkView(BaseModel):
    """A link that signs the person in, once; it is shown this once."""

    person: PersonView
    link: str
    path: str
    """Behind the address of the lab: there the person signs in by it."""
    expires_at: datetime


@router.get("")
def list_people(
    administrator: Administrator,
    service: ServiceOf,
    paging: Paged,
    role: Annotated[Role | None, Query(description="Only these.")] = None,
    closed: Annotated[bool | None, Query(description="Only closed accounts, or only open ones.")] = None,
    named: Annotated[str | None, Query(max_length=120, description="Part of the name or user name.")] = None,
) -> list[PersonView]:
    """Everybody, in the order in which they came."""
    wanted = PeopleWanted(role=role, closed=closed, named=named)
    with service.sessions() as session:
        found = find_people(session, wanted, limit=paging.limit + 1, skip=paging.after)
    told = paging.piece(found, lambda _last: paging.after + paging.limit)
    return [PersonView.of(each) for each in told]


@router.post("", status_code=201)
def add_colleague(body: NewPerson, administrator: Administrator, service: ServiceOf) -> LinkView:
    """Add an instructor or administrator, who signs in by the link and then chooses a password."""
    with service.sessions.begin() as session:
        person, link, expires_at = add_person(session, administrator, body.name, body.role, utc_now())
    return _link_view(person, link, expires_at)


@router.get("/{person_id}")
def show_person(person_id: str, administrator: Administrator, service: ServiceOf) -> PersonView:
    """One person."""
    with service.sessions() as session:
        return PersonView.of(find_person(session, person_id))


@router.patch("/{person_id}")
def alter_person(
    person_id: str, body: PersonChange, administrator: Administrator, service: ServiceOf
) -> PersonView:
    """Change a person's name, or the role of an instructor or administrator."""
    with service.sessions.begin() as session:
        person = find_person(session, person_id)
        change_person(session, administrator, person, utc_now(), name=body.name, role=body.role)
    return PersonView.of(person)


@router.post("/{person_id}/close")
def close_person(person_id: str, administrator: Administrator, service: ServiceOf) -> PersonView:
    """Close an account: its sign-ins end, and nothing of it is lost."""
    with service.sessions.begin() as session:
        person = find_person(session, person_id)
        close_account(session, administrator, person, service.secret, utc_now())
    service.house.nudge()
    return PersonView.of(person)


@router.post("/{person_id}/reopen")
def reopen_person(person_id: str, administrator: Administrator, service: ServiceOf) -> PersonView:
    """Open a closed account again."""
    with service.sessions.begin() as session:
        person = find_person(session, person_id)
        reopen_account(session, administrator, person, utc_now())
    return PersonView.of(person)


@router.post("/{person_id}/link")
def make_new_link(person_id: str, administrator: Administrator, service: ServiceOf) -> LinkView:
    """A new link for an instructor or administrator who cannot sign in; the one before ends."""
    with service.sessions.begin() as session:
        person = find_person(session, person_id)
        link, expires_at = make_link(session, administrator, person, utc_now())
    return _link_view(person, link, expires_at)


def _link_view(person: User, link: str, expires_at: datetime) -> LinkView:
    return LinkView(
        person=PersonView.of(person), link=link, path=f"/#/signin?link={link}", expires_at=expires_at
    )
