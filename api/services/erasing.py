"""Erasing a person, and all that belongs to the person: the one thing that cannot be undone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.services.audit import note
from api.services.belongings import naming
from api.services.names import name_key
from api.services.people import refuse_last_administrator
from api.store.audit import AuditEntry
from api.store.classes import Classroom
from api.store.packs import Pack
from api.store.people import User
from api.store.tables import metadata
from api.store.webhooks import Delivery
from api.store.work import Submission
from devices.text import Text


class NameNotRepeated(ApiError):
    """Who erases somebody gives that person's name, so that nobody is erased by a slip of the hand."""

    code = "name_not_repeated"
    status = 409
    words = Text(
        en="To erase somebody for good, give that person's name as `name`, exactly as the lab knows it.",
        fa="برای پاک‌کردن همیشگی، نام آن فرد را همان‌گونه که در آزمایشگاه ثبت است در `name` بنویسید.",
    )


class NotOneself(ApiError):
    """An administrator is erased by another one."""

    code = "not_oneself"
    status = 409
    words = Text(
        en="Nobody erases their own account. Ask another administrator.",
        fa="کسی حساب خودش را پاک نمی‌کند. از مدیر دیگری بخواهید.",
    )


def erase_person(session: Session, actor: User, person: User, name: str, now: datetime) -> None:
    """Erase somebody and all that belongs to that person; classes and exercises pass to the actor.

    What remains in the audit log says that there was somebody, and no longer who. Recordings and outputs are
    removed by the house process, which is to be nudged. Backups are the operator's.
    Raises NameNotRepeated, NotOneself, LastAdministrator.
    """
    if name_key(name) != name_key(person.name):
        raise NameNotRepeated()
    if person.id == actor.id:
        raise NotOneself()
    refuse_last_administrator(session, person)
    session.execute(
        update(Classroom).where(Classroom.instructor_id == person.id).values(instructor_id=actor.id)
    )
    session.execute(update(Pack).where(Pack.owner_id == person.id).values(owner_id=actor.id))
    session.execute(update(AuditEntry).where(AuditEntry.subject == person.id).values(before=None, after=None))
    deliveries = metadata.tables[Delivery.__tablename__]
    session.execute(delete(deliveries).where(naming(person.id)[deliveries]))
    session.execute(delete(Submission).where(Submission.student_id == person.id))
    session.execute(delete(User).where(User.id == person.id))
    note(session, actor, "person.erased", person.id, now, after={"role": person.role})
