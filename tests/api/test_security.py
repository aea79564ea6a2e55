"""Passwords, tokens and the brake on guessing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.security import (
    FailedAttempts,
    Passwords,
    TooManyAttempts,
    derived_secret,
    new_class_code,
    token_hash,
    token_matches,
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_password_is_known_again_and_stored_as_argon2id() -> None:
    passwords = Passwords()
    stored = passwords.hash("رمز عبور")
    assert stored.startswith("$argon2id$")
    assert passwords.matches("رمز عبور", stored)
    assert not passwords.matches("رمز دیگر", stored)


def test_no_stored_password_matches_nothing() -> None:
    assert not Passwords().matches("", None)


def test_token_matches_its_own_hash_only() -> None:
    assert token_matches("token", token_hash("token"))
    assert not token_matches("other", token_hash("token"))
    assert not token_matches("", "")


def test_secrets_for_different_purposes_have_nothing_in_common() -> None:
    secret = bytes(32)
    made = {derived_secret(secret, *purpose) for purpose in [("a", "b"), ("ab",), ("a", "", "b"), ("b", "a")]}
    assert len(made) == 4


def test_class_codes_have_no_letters_that_look_alike() -> None:
    codes = "".join(new_class_code() for _ in range(200))
    assert not set(codes) & set("IO01")


def test_failures_are_forgiven_after_a_while_and_after_success() -> None:
    clock = Clock()
    attempts = FailedAttempts(clock, limit=2, window=timedelta(minutes=5))
    attempts.record("mina")
    attempts.record("mina")
    with pytest.raises(TooManyAttempts):
        attempts.check("mina")
    attempts.check("sara")
    clock.now += timedelta(minutes=6)
    attempts.check("mina")
    attempts.record("mina")
    attempts.record("mina")
    attempts.forget("mina")
    attempts.check("mina")
