"""Live houses: who has one, and who may talk to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.security import derived_secret, derived_token, new_token, token_hash, token_matches
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


def remove_lab(session: Session, lab: LiveLab) -> None:
    """End a lab; its credentials go with it."""
    session.execute(delete(LiveLab).where(LiveLab.id == lab.id))


def wanted_labs(session: Session) -> list[LiveLab]:
    """Every live house as it should be, in a fixed order."""
    return list(session.scalars(select(LiveLab).order_by(LiveLab.id)))
