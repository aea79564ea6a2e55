"""The students of a class, for its teachers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.security import new_pin
from api.services.names import latin_digits
from api.services.rights import class_for, membership_for
from api.services.students import (
    StudentSummary,
    add_student,
    admit_student,
    change_student,
    remove_student,
    reset_pin,
    restore_student,
    student_in,
    students_of,
)

router = APIRouter(prefix="/api/classes/{class_id}/students", tags=["students"])

StudentName = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
StudentNumber = Annotated[str, StringConstraints(max_length=32, strip_whitespace=True)]


class NewStudent(BaseModel):
    """Somebody for the roster; without a PIN, who comes first by this name chooses one."""

    model_config = ConfigDict(extra="forbid")
    name: StudentName
    number: StudentNumber | None = None
    pin: Annotated[str, StringConstraints(min_length=4, max_length=32)] | None = None


class StudentChange(BaseModel):
    """What may be changed of a student; what is left out stays."""

    model_config = ConfigDict(extra="forbid")
    name: StudentName = ""
    number: StudentNumber | None = None


class OneTimePin(BaseModel):
    """Good for one sign-in, after which the student chooses another; it is shown this once."""

    pin: str


@router.get("")
def list_students(
    class_id: str,
    instructor: Instructor,
    service: ServiceOf,
    removed: Annotated[
        bool, Query(description="Those who were removed instead of the present ones.")
    ] = False,
) -> list[StudentSummary]:
    """The students of the class by name: expected, waiting and joined."""
    with service.sessions() as session:
        return students_of(session, class_for(session, instructor, class_id), removed=removed)


@router.post("", status_code=201)
def put_on_roster(
    class_id: str, body: NewStudent, instructor: Instructor, service: ServiceOf
) -> StudentSummary:
    """Put a student on the roster, who then joins with the class code."""
    pin_hash = service.passwords.hash(latin_digits(body.pin)) if body.pin is not None else None
    with service.sessions.begin() as session:
        classroom = class_for(session, instructor, class_id)
        made = add_student(
            session,
            instructor,
            classroom,
            utc_now(),
            name=body.name,
            number=body.number,
            pin_hash=pin_hash,
        )
        return student_in(session, made)


@router.patch("/{student_id}")
def alter_student(
    class_id: str, student_id: str, body: StudentChange, instructor: Instructor, service: ServiceOf
) -> StudentSummary:
    """Change the name, by which the student signs in from now on, or the number."""
    with service.sessions.begin() as session:
        membership = membership_for(session, instructor, class_id, student_id)
        changes = body.model_dump(include=body.model_fields_set)
        change_student(session, instructor, membership, changes, utc_now())
        return student_in(session, membership)


@router.post("/{student_id}/admit")
def admit_waiting_student(
    class_id: str, student_id: str, instructor: Instructor, service: ServiceOf
) -> StudentSummary:
    """Admit a student who waits."""
    with service.sessions.begin() as session:
        membership = membership_for(session, instructor, class_id, student_id)
        admit_student(session, instructor, membership, utc_now())
        return student_in(session, membership)


@router.delete("/{student_id}", status_code=204)
def remove_from_class(class_id: str, student_id: str, instructor: Instructor, service: ServiceOf) -> Response:
    """Remove a student from the class. What was handed in stays, and so does the way back."""
    with service.sessions.begin() as session:
        membership = membership_for(session, instructor, class_id, student_id)
        remove_student(session, instructor, membership, service.secret, utc_now())
    service.house.nudge()
    return Response(status_code=204)


@router.post("/{student_id}/restore")
def restore_to_class(
    class_id: str, student_id: str, instructor: Instructor, service: ServiceOf
) -> StudentSummary:
    """Put a removed student back."""
    with service.sessions.begin() as session:
        membership = membership_for(session, instructor, class_id, student_id)
        restore_student(session, instructor, membership, utc_now())
        return student_in(session, membership)


@router.post("/{student_id}/pin")
def give_one_time_pin(
    class_id: str, student_id: str, instructor: Instructor, service: ServiceOf
) -> OneTimePin:
    """A one-time PIN for a student who has forgotten the own one. The student's sign-ins end."""
    pin = new_pin()
    pin_hash = service.passwords.hash(pin)
    with service.sessions.begin() as session:
        membership = membership_for(session, instructor, class_id, student_id)
        reset_pin(session, instructor, membership, pin_hash, utc_now())
    return OneTimePin(pin=pin)
