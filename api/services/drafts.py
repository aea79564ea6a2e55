"""Drafts: what somebody is writing for an exercise, safe on the server before it is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError

from api.errors import ApiError
from api.services.submitted_files import check_files
from api.store.database import Sessions
from api.store.drafts import Draft
from api.store.people import User
from api.store.storable import UnstorableText
from devices.text import Text


class DraftChanged(ApiError):
    """Another window saved in between. Fields: revision, the present one."""

    code = "draft_changed"
    status = 409
    words = Text(
        en="This draft was saved from another window in the meantime. Read it again before you save yours.",
        fa="این پیش‌نویس در این میان از پنجره‌ای دیگر ذخیره شده است. پیش از ذخیره، دوباره آن را بخوانید.",
    )


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What is kept: texts by file name, and the revision to save the next one over; 0 is none yet."""

    files: Mapping[str, str]
    revision: int
    saved_at: datetime | None


NOTHING = KeptDraft({}, 0, None)


def draft_of(sessions: Sessions, person: User, exercise: str) -> KeptDraft:
    """The person's draft for an exercise; `NOTHING` as long as there is none."""
    with sessions() as session:
        found = session.get(Draft, (person.id, exercise))
    return NOTHING if found is None else KeptDraft(found.files, found.revision, found.saved_at)


def save_draft(
    sessions: Sessions,
    person: User,
    exercise: str,
    files: Mapping[str, str],
    *,
    over: int,
    now: datetime,
) -> KeptDraft:
    """Save over the revision that was read.

    Raises DraftChanged, UnstorableText, and what `check_files` raises.
    """
    check_files(_encoded(files))
    saved = _save_over(sessions, person, exercise, files, over, now) if over else None
    if over == 0:
        saved = _save_first(sessions, person, exercise, files, now)
    if saved is None:
        raise DraftChanged(revision=draft_of(sessions, person, exercise).revision)
    return saved


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    try:
        return {name: text.encode() for name, text in files.items()}
    except UnicodeEncodeError:
        raise UnstorableText() from None


def _save_first(
    sessions: Sessions, person: User, exercise: str, files: Mapping[str, str], now: datetime
) -> KeptDraft | None:
    try:
        with sessions.begin() as session:
            session.add(
                Draft(user_id=person.id, exercise=exercise, files=dict(files), revision=1, saved_at=now)
            )
    except IntegrityError:  # there is one already
        return None
    return KeptDraft(files, 1, now)


def _save_over(
    sessions: Sessions, person: User, exercise: str, files: Mapping[str, str], over: int, now: datetime
) -> KeptDraft | None:
    statement = (
        update(Draft)
        .where(Draft.user_id == person.id, Draft.exercise == exercise, Draft.revision == over)
        .values(files=dict(files), revision=over + 1, saved_at=now)
    )
    with sessions.begin() as session:
        changed: CursorResult[Any] = session.execute(statement)  # type: ignore[assignment]
        return KeptDraft(files, over + 1, now) if changed.rowcount else None
