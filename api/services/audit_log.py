"""Reading the audit log, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.audit import ACTIONS
from api.store.assignments import Assignment
from api.store.audit import AuditEntry
from api.store.classes import Classroom
from api.store.people import User
from devices.text import Text

_NO_LONGER_SAID = Text(en="changed something ({action})", fa="تغییری داد ({action})")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: who made it, to what, and how it was before and after."""

    number: int
    at: datetime
    actor_id: str | None
    """Nobody where the lab did it by itself."""
    actor_name: str | None
    action: str
    says: Text
    """What was done; the words follow the name of who did it."""
    class_id: str | None
    subject: str
    subject_name: str | None
    """Of a person or a class the name, of an assignment its exercise; none once it is gone."""
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are asked for; what is None does not matter."""

    class_id: str | None = None
    actor: str | None = None
    subject: str | None = None


def read_changes(session: Session, wanted: Wanted, *, before: int, most: int) -> list[Change]:
    """At most so many changes, newest first: those with numbers below `before`; 0 for the newest."""
    query = select(AuditEntry).order_by(AuditEntry.number.desc()).limit(most)
    if before:
        query = query.where(AuditEntry.number < before)
    if wanted.class_id is not None:
        query = query.where(AuditEntry.class_id == wanted.class_id)
    if wanted.actor is not None:
        query = query.where(AuditEntry.actor_id == wanted.actor)
    if wanted.subject is not None:
        query = query.where(AuditEntry.subject == wanted.subject)
    entries = session.scalars(query).all()
    names = _names(session, entries)
    return [_change(entry, names) for entry in entries]


def _change(entry: AuditEntry, names: dict[str, str]) -> Change:
    words = ACTIONS.get(entry.action) or _NO_LONGER_SAID.format(action=entry.action)
    return Change(
        number=entry.number,
        at=entry.at,
        actor_id=entry.actor_id,
        actor_name=names.get(entry.actor_id or ""),
        action=entry.action,
        says=words,
        class_id=entry.class_id,
        subject=entry.subject,
        subject_name=names.get(entry.subject),
        before=entry.before,
        after=entry.after,
    )


def _names(session: Session, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """The names of all that the entries speak of, by id."""
    ids = {entry.subject for entry in entries} | {entry.actor_id for entry in entries if entry.actor_id}
    queries = (
        select(Classroom.id, Classroom.name).where(Classroom.id.in_(ids)),
        select(Assignment.id, Assignment.exercise).where(Assignment.id.in_(ids)),
        select(User.id, User.name).where(User.id.in_(ids)),
    )
    return {found: name for query in queries for found, name in session.execute(query)}
