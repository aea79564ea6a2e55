"""Live houses: who has one, and who may talk to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.security import derived_secret, derived_token, new_token, token_hash, token_matches
from api.store.classes import Classroom, Membership
from api.store.database import Sessions
from api.store.houses import LiveLab, MqttCredential
from api.store.people import User

DEMO = "demo"
_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class OpenedLab:
    """A lab, and its token when it was made just now."""

    lab: LiveLab
    token: str | None


def lab_id(secret: bytes, student: str, exercise: str) -> str:
    """The name of a student's lab of an exercise: always the same, and not to be guessed by others."""
    return derived_secret(secret, "lab", student, exercise)[:_ID_LENGTH]


def lab_base(secret: bytes, student: str, exercise: str) -> str:
    """The base topic of that lab; graded runs use the same, so that a program need not be changed."""
    return f"lab/{lab_id(secret, student, exercise)}"


def open_lab(sessions: Sessions, secret: bytes, user: User, exercise: str, now: datetime) -> OpenedLab:
    """The user's lab of this exercise, made if there is none."""
    name = lab_id(secret, user.id, exercise)
    lab = LiveLab(id=name, owner_id=user.id, exercise=exercise, speed=1.0, paused=False, created_at=now)
    try:
        with sessions.begin() as session:
            existing = session.get(LiveLab, name)
            if existing is not None:
                existing.used_at = now
                return OpenedLab(existing, None)
            session.add(lab)
            session.flush()
            return OpenedLab(lab, renew_token(session, secret, lab))
    except IntegrityError:
        with sessions() as session:
            return OpenedLab(session.get_one(LiveLab, name), None)


def renew_token(session: Session, secret: bytes, lab: LiveLab) -> str:
    """Give a lab's MQTT user a new token, which is stored nowhere; the old one ends."""
    nonce = new_token()
    fresh = derived_token(secret, "mqtt", lab.id, nonce)
    credential = session.get(MqttCredential, lab.id)
    if credential is None:
        credential = MqttCredential(username=lab.id, lab_id=lab.id)
        session.add(credential)
    credential.nonce = nonce
    credential.token_hash = token_hash(fresh)
    return fresh


def present_token(session: Session, secret: bytes, lab: LiveLab) -> str | None:
    """The token of a lab's MQTT user as it is now; none if there is none, or as in `token_of`."""
    credential = session.get(MqttCredential, lab.id)
    return token_of(secret, credential) if credential else None


def token_of(secret: bytes, credential: MqttCredential) -> str | None:
    """The token of an MQTT user; none if it was not derived from this nonce and this secret."""
    return token_from(secret, credential.username, credential.nonce, credential.token_hash)


def token_from(secret: bytes, username: str, nonce: str | None, stored_hash: str) -> str | None:
    """The token of a user with this nonce; none if it is another whose hash is stored."""
    token = derived_token(secret, "mqtt", username, nonce or "")
    return token if token_matches(token, stored_hash) else None


def change_pace(lab: LiveLab, *, speed: float | None, paused: bool | None, now: datetime) -> None:
    """How fast a house goes, and whether it stands still; None leaves it."""
    lab.speed = lab.speed if speed is None else speed
    lab.paused = lab.paused if paused is None else paused
    lab.used_at = now


def reset_lab(lab: LiveLab, now: datetime) -> None:
    """Begin the scenario of a lab anew; its address, its credentials and its pace stay."""
    lab.beginning += 1
    lab.used_at = now


def remove_lab(session: Session, lab: LiveLab) -> None:
    """End a lab; its credentials go with it."""
    session.execute(delete(LiveLab).where(LiveLab.id == lab.id))


class OwnedLab(NamedTuple):
    """A lab, and whose it is."""

    lab: LiveLab
    owner: User


def labs_of(session: Session, user: User, *, limit: int, after: int) -> list[OwnedLab]:
    """A person's labs in the order of their making, so many after the first `after` of them."""
    return _read(session, LiveLab.owner_id == user.id, limit, after)


def labs_in_class(session: Session, classroom: Classroom, *, limit: int, after: int) -> list[OwnedLab]:
    """Those of the students of a class."""
    members = select(Membership.user_id).where(
        Membership.class_id == classroom.id, Membership.place == "member", Membership.removed_at.is_(None)
    )
    return _read(session, LiveLab.owner_id.in_(members), limit, after)


def _read(session: Session, which: ColumnElement[bool], limit: int, after: int) -> list[OwnedLab]:
    query = (
        select(LiveLab, User)
        .join(User, User.id == LiveLab.owner_id)
        .where(which)
        .order_by(LiveLab.created_at, LiveLab.id)
    )
    return [OwnedLab(lab, owner) for lab, owner in session.execute(query.limit(limit).offset(after))]


def wanted_labs(session: Session) -> list[LiveLab]:
    """Every live house as it should be, in a fixed order."""
    return list(session.scalars(select(LiveLab).order_by(LiveLab.id)))


def lab_ids(session: Session) -> list[str]:
    """All that there are, in a fixed order."""
    return list(session.scalars(select(LiveLab.id).order_by(LiveLab.id)))


def awake_labs(session: Session, since: datetime | None, noticed: Collection[str]) -> list[LiveLab]:
    """The live houses that somebody wanted something of since then, and those in which somebody was noticed.

    All of them without a time. Of all that were ever made, few are in use: so only these are read.
    """
    query = select(LiveLab).order_by(LiveLab.id)
    if since is not None:
        query = query.where(
            or_(LiveLab.used_at > since, LiveLab.created_at > since, LiveLab.id.in_(sorted(noticed)))
        )
    return list(session.scalars(query))
