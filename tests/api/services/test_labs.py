"""The MQTT tokens of labs: new at each renewal, and to be said again by whoever knows the secret."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from api.clock import utc_now
from api.composition import greet
from api.security import token_matches
from api.services.labs import present_token, renew_token
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from api.store.houses import LiveLab, MqttCredential

SECRET = b"of this installation"


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    engine = open_engine(settings.database)
    with open_sessions(engine)() as session:
        session.add(LiveLab(id="mine", scenario="winter-day", created_at=utc_now()))
        session.flush()
        yield session
    engine.dispose()


def test_a_token_is_new_at_each_renewal_and_can_be_said_again(session: Session) -> None:
    lab = session.get_one(LiveLab, "mine")
    assert present_token(session, SECRET, lab) is None, "no token was made yet"
    first = renew_token(session, SECRET, lab)
    assert present_token(session, SECRET, lab) == first
    assert renew_token(session, SECRET, lab) != first


def test_the_database_alone_does_not_give_tokens_away(session: Session) -> None:
    lab = session.get_one(LiveLab, "mine")
    renew_token(session, SECRET, lab)
    assert present_token(session, b"of another installation", lab) is None


def test_a_token_of_before_nonces_is_still_good_but_cannot_be_said_again(session: Session) -> None:
    lab = session.get_one(LiveLab, "mine")
    token = renew_token(session, SECRET, lab)
    credential = session.get_one(MqttCredential, "mine")
    credential.nonce = None
    assert present_token(session, SECRET, lab) is None
    assert token_matches(token, credential.token_hash)


def test_the_demo_lab_keeps_its_token_from_start_to_start(settings: Settings) -> None:
    assert greet(settings).demo_token == greet(settings).demo_token
