"""Tokens of the page: signed, short-lived, and good for one user only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.page_tokens import LIFETIME, PageAccess, PageTokens, is_page_token
from api.security import new_token

OWNER = PageAccess("mina", in_place_of="0" * 64)
WATCHER = PageAccess("watch-1", watches=("lab/a", "lab/b"), watched_class="c1")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> PageTokens:
    return PageTokens(b"secret", clock)


@pytest.mark.parametrize("access", [OWNER, WATCHER])
def test_a_token_says_what_it_was_issued_for(tokens: PageTokens, access: PageAccess) -> None:
    token, _ = tokens.issue(access)
    assert is_page_token(token)
    assert tokens.read(access.username, token) == access


def test_it_opens_connections_until_it_expires(tokens: PageTokens, clock: Clock) -> None:
    token, expires_at = tokens.issue(OWNER)
    assert expires_at == clock.now + LIFETIME
    clock.now = expires_at
    assert tokens.read("mina", token) == OWNER
    clock.now += timedelta(seconds=1)
    assert tokens.read("mina", token) is None


def test_it_is_of_no_use_to_another_user_or_in_another_installation(tokens: PageTokens, clock: Clock) -> None:
    token, _ = tokens.issue(OWNER)
    assert tokens.read("sara", token) is None
    assert PageTokens(b"another secret", clock).read("mina", token) is None


def test_every_changed_letter_is_noticed(tokens: PageTokens) -> None:
    token, _ = tokens.issue(OWNER)
    for place in range(len("page."), len(token)):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        assert tokens.read("mina", changed) is None, f"the letter at {place} is not covered by the signature"


@given(st.text())
def test_what_is_no_token_is_refused_without_an_error(text: str) -> None:
    tokens = PageTokens(b"secret", Clock())
    assert tokens.read("mina", text) is None
    assert tokens.read("mina", f"page.{text}") is None


def test_a_labs_own_token_is_not_taken_for_one() -> None:
    assert not any(is_page_token(new_token()) for _ in range(100))
