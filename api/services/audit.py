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
