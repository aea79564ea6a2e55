"""Ends every way in that a person has at the moment: sign-ins, tokens, links, and the houses' MQTT tokens."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.services.labs import renew_token
from api.services.sessions import end_sessions
from api.store.houses import LiveLab
from api.store.people import SignInLink


def shut_out(session: Session, secret: bytes, person_id: str) -> None:
    """End them all; the houses stay. `secret` is the installation's. The house process is to be nudged."""
    end_sessions(session, person_id)
    session.execute(delete(SignInLink).where(SignInLink.user_id == person_id))
    for lab in session.scalars(select(LiveLab).where(LiveLab.owner_id == person_id).order_by(LiveLab.id)):
        renew_token(session, secret, lab)
