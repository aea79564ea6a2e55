"""The audit log: who changed what, written in the same commit as the change itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from api.store.audit import AuditEntry
from api.store.people import User
from devices.text import Text

ACTIONS: Mapping[str, Text] = {
    "class.created": Text(en="made the class", fa="کلاس را ساخت"),
    "assignment.created": Text(en="gave an assignment", fa="تکلیفی داد"),
    "assignment.changed": Text(en="changed an assignment", fa="تکلیفی را تغییر داد"),
    "assignment.started": Text(en="started an exam", fa="آزمونی را آغاز کرد"),
    "assignment.removed": Text(en="removed an assignment", fa="تکلیفی را حذف کرد"),
    "assignment.restored": Text(en="put an assignment back", fa="تکلیفی را برگرداند"),
    "extension.given": Text(en="gave more time or attempts", fa="مهلت یا فرصت بیشتری داد"),
    "extension.removed": Text(en="took an extension back", fa="تمدید مهلتی را پس گرفت"),
    "extension.restored": Text(en="gave an extension once more", fa="تمدید مهلتی را دوباره برقرار کرد"),
    "class.changed": Text(en="changed the class", fa="کلاس را تغییر داد"),
    "class.code_renewed": Text(en="gave the class a new code", fa="برای کلاس کد تازه گرفت"),
    "class.archived": Text(en="archived the class", fa="کلاس را بایگانی کرد"),
    "class.restored": Text(en="took the class out of the archive", fa="کلاس را از بایگانی بیرون آورد"),
    "roster.imported": Text(en="imported a roster", fa="فهرست کلاس را وارد کرد"),
    "student.added": Text(en="put a student on the roster", fa="هنرجویی را در فهرست کلاس گذاشت"),
    "student.changed": Text(en="changed a student's name or number", fa="نام یا شمارهٔ هنرجویی را تغییر داد"),
    "student.admitted": Text(en="admitted a student", fa="هنرجویی را پذیرفت"),
    "student.removed": Text(en="removed a student from the class", fa="هنرجویی را از کلاس برداشت"),
    "student.restored": Text(en="put a student back into the class", fa="هنرجویی را به کلاس برگرداند"),
    "student.pin_reset": Text(en="gave a student a one-time PIN", fa="به هنرجویی رمز عددی یک‌بارمصرف داد"),
    "person.added": Text(en="added a person", fa="کسی را افزود"),
    "person.changed": Text(en="changed a person's name or role", fa="نام یا نقش کسی را تغییر داد"),
    "person.closed": Text(en="closed an account", fa="حسابی را بست"),
    "person.reopened": Text(en="reopened an account", fa="حسابی را دوباره باز کرد"),
    "person.link_made": Text(en="made a sign-in link", fa="پیوند ورود ساخت"),
    "person.data_exported": Text(en="exported a person's data", fa="از داده‌های کسی خروجی گرفت"),
    "person.erased": Text(en="erased a person", fa="همهٔ داده‌های کسی را پاک کرد"),
    "grade.overridden": Text(en="gave another grade", fa="نمره‌ای دیگر داد"),
    "grade.override_withdrawn": Text(en="took an overriding grade back", fa="نمرهٔ جایگزین را پس گرفت"),
    "comment.edited": Text(en="reworded a comment", fa="متن یادداشتی را عوض کرد"),
    "comment.removed": Text(en="removed a comment", fa="یادداشتی را حذف کرد"),
    "comment.restored": Text(en="put a comment back", fa="یادداشتی را برگرداند"),
    "webhook.added": Text(en="added a webhook", fa="وب‌هوکی افزود"),
    "webhook.removed": Text(en="removed a webhook", fa="وب‌هوکی را حذف کرد"),
    "webhook.restored": Text(en="put a webhook back", fa="وب‌هوکی را برگرداند"),
    "pack.created": Text(en="began an exercise", fa="تمرین تازه‌ای ساخت"),
    "pack.shared": Text(en="shared an exercise with the centre", fa="تمرینی را با مرکز به اشتراک گذاشت"),
    "pack.unshared": Text(en="shared an exercise no longer", fa="اشتراک تمرینی را با مرکز برداشت"),
    "pack.removed": Text(en="removed an exercise", fa="تمرینی را حذف کرد"),
    "pack.restored": Text(en="put an exercise back", fa="تمرینی را برگرداند"),
    "pack.published": Text(en="published an exercise", fa="تمرینی را منتشر کرد"),
    "pack.withdrawn": Text(en="withdrew a version of an exercise", fa="نسخه‌ای از تمرینی را پس گرفت"),
    "pack.offered_again": Text(
        en="offered a version of an exercise again", fa="نسخه‌ای از تمرینی را دوباره عرضه کرد"
    ),
    "regrade.started": Text(en="had an assignment graded again", fa="تکلیفی را برای تصحیح دوباره فرستاد"),
    "regrade.applied": Text(en="applied a regrading", fa="تصحیح دوباره‌ای را اعمال کرد"),
    "regrade.discarded": Text(en="discarded a regrading", fa="تصحیح دوباره‌ای را کنار گذاشت"),
}
"""What can have been done, by its code; the words follow the person's name."""


def note(
    session: Session,
    actor: User | None,
    action: str,
    subject: str,
    now: datetime,
    *,
    class_id: str | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write down that `actor` (None: the lab itself) did `action` to `subject`, an id.

    `before` and `after` hold the fields that changed, as JSON; never a secret, nor what is in a program.
    """
    assert action in ACTIONS, f"the audit log has no words for {action}"
    session.add(
        AuditEntry(
            at=now,
            actor_id=actor.id if actor else None,
            action=action,
            class_id=class_id,
            subject=subject,
            before=dict(before) if before is not None else None,
            after=dict(after) if after is not None else None,
        )
    )
