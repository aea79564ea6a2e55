"""Whose every row is: what belongs to a person, and what only names that person.

What belongs to somebody says so in the tables: it refers to the person, or to something of the person's, and
would go with it (`ON DELETE CASCADE`). Submissions refer to their student without that, so that nothing takes
them away by accident. What refers to a person in any other way is somebody else's, or everybody's.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, ForeignKey, String, Table, cast, or_, select

from api.store.audit import AuditEntry
from api.store.people import User
from api.store.tables import metadata
from api.store.webhooks import Delivery
from api.store.work import Submission

_PERSON = metadata.tables[User.__tablename__]
_WORK = metadata.tables[Submission.__tablename__].c.student_id

Rows = Mapping[Table, ColumnElement[bool]]
"""Of each table, which rows."""


def owned_by(person_id: str) -> Rows:
    """Everything that belongs to this person, and the person; each table after those that it refers to."""
    owned: dict[Table, ColumnElement[bool]] = {_PERSON: _PERSON.c.id == person_id}
    for table in metadata.sorted_tables:
        ties = [each for each in _foreign_keys(table) if belongs(each) and each.column.table in owned]
        if ties:
            owned[table] = or_(*(_refers_to(each, owned[each.column.table]) for each in ties))
    return owned


def naming(person_id: str) -> Rows:
    """What names this person and is not the person's own."""
    named = {
        table: or_(*(each.parent == person_id for each in ties))
        for table in metadata.sorted_tables
        if (ties := [each for each in _foreign_keys(table) if _names_person(each) and not belongs(each)])
    }
    audit = metadata.tables[AuditEntry.__tablename__]
    deliveries = metadata.tables[Delivery.__tablename__]
    return {
        **named,
        audit: or_(audit.c.actor_id == person_id, audit.c.subject == person_id),
        deliveries: cast(deliveries.c.body, String).contains(person_id),
    }


def belongs(tie: ForeignKey) -> bool:
    """Whether what refers by it is part of what it refers to."""
    return tie.ondelete == "CASCADE" or tie.parent is _WORK


def _names_person(tie: ForeignKey) -> bool:
    return tie.column.table is _PERSON


def _refers_to(tie: ForeignKey, which: ColumnElement[bool]) -> ColumnElement[bool]:
    return tie.parent.in_(select(tie.column).where(which))


def _foreign_keys(table: Table) -> list[ForeignKey]:
    return sorted(table.foreign_keys, key=lambda each: str(each.parent.name))
