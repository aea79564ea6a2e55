"""What the house remembers of the database, so that a client that connects need not wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from api.store.classes import Membership
from api.store.houses import LiveLab, MqttCredential, base_of


@dataclass(frozen=True, slots=True)
class Credential:
    """An MQTT user of a lab: its token's hash, the base topic that it reaches, its token's nonce."""

    token_hash: str
    base: str
    nonce: str | None = None


@dataclass(frozen=True, slots=True)
class KnownUsers:
    """Credentials by user name, and the base topics of each class's labs by the class's id."""

    credentials: Mapping[str, Credential] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def known_users(session: Session) -> KnownUsers:
    """All of them as they are now."""
    rows = session.execute(
        select(
            MqttCredential.username, MqttCredential.token_hash, MqttCredential.lab_id, MqttCredential.nonce
        ).order_by(MqttCredential.username)
    )
    return KnownUsers(
        {name: Credential(token_hash, base_of(lab), nonce) for name, token_hash, lab, nonce in rows},
        _labs_of_classes(session),
    )


def credential_of(session: Session, username: str) -> Credential | None:
    """One of them."""
    stored = session.get(MqttCredential, username)
    lab = session.get(LiveLab, stored.lab_id) if stored else None
    return Credential(stored.token_hash, lab.base, stored.nonce) if stored and lab else None


def labs_of_class(session: Session, class_id: str) -> tuple[str, ...]:
    """The base topics of the labs of a class's students."""
    return _labs_of_classes(session, Membership.class_id == class_id).get(class_id, ())


def _labs_of_classes(session: Session, *which: ColumnElement[bool]) -> dict[str, tuple[str, ...]]:
    labs: dict[str, list[str]] = {}
    rows = session.execute(
        select(Membership.class_id, LiveLab.id)
        .join(LiveLab, LiveLab.owner_id == Membership.user_id)
        .where(*which)
        .order_by(Membership.class_id, LiveLab.id)
    )
    for class_id, lab in rows:
        labs.setdefault(class_id, []).append(base_of(lab))
    return {class_id: tuple(bases) for class_id, bases in labs.items()}
