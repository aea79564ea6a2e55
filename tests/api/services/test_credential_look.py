"""Looking for a credential that is not known yet: found at once, and no load for the database."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from api.services import credential_look
from api.services.credential_look import MOST_REMEMBERED, REMEMBERED_S, CredentialLook
from api.services.known_users import Credential

MINA = Credential("hash of mina's", "lab/mina")


class Database:
    """Counts how often it is asked; may fail, and may hang."""

    def __init__(self) -> None:
        self.asked = 0
        self.known = {"mina": MINA}
        self.is_broken = False
        self.answers = Event()
        self.answers.set()

    def __call__(self, username: str) -> Credential | None:
        self.asked += 1
        self.answers.wait(30)
        if self.is_broken:
            raise OperationalError("SELECT", {}, Exception("gone"))
        return self.known.get(username)


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def look(database: Database, clock: Clock) -> Iterator[CredentialLook]:
    look = CredentialLook(database, clock)
    yield look
    look.close()


def test_a_credential_is_found_as_often_as_it_is_asked_for(look: CredentialLook) -> None:
    assert [look.find("mina", MINA.token_hash) for _ in range(3)] == [MINA] * 3


def test_a_wrong_token_or_name_is_asked_about_once_in_a_while(
    look: CredentialLook, database: Database, clock: Clock
) -> None:
    for _ in range(10):
        assert look.find("mina", "guess") is None
        assert look.find("nobody", "guess") is None
    assert database.asked == 2
    clock.now_s += REMEMBERED_S + 1
    assert look.find("mina", "guess") is None
    assert database.asked == 3


def test_a_right_token_is_found_after_a_wrong_one(look: CredentialLook) -> None:
    look.find("mina", "guess")
    assert look.find("mina", MINA.token_hash) == MINA


def test_a_thousand_unknown_names_are_few_questions(
    look: CredentialLook, database: Database, clock: Clock
) -> None:
    for number in range(1000):
        look.find(f"nobody-{number}", "guess")
    assert database.asked == MOST_REMEMBERED
    clock.now_s += REMEMBERED_S + 1
    assert look.find("mina", MINA.token_hash) == MINA


def test_a_database_that_fails_lets_nobody_in(look: CredentialLook, database: Database, clock: Clock) -> None:
    database.is_broken = True
    assert look.find("mina", MINA.token_hash) is None
    database.is_broken = False
    clock.now_s += REMEMBERED_S + 1
    assert look.find("mina", MINA.token_hash) == MINA


def test_a_database_that_hangs_is_not_waited_for_again(
    look: CredentialLook, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credential_look, "PATIENCE_S", 0.01)
    database.answers.clear()
    assert look.find("mina", MINA.token_hash) is None
    assert look.find("sara", "other") is None
    assert database.asked == 1
    database.answers.set()
