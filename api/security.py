"""Passwords, random tokens, and how often a sign-in may fail."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Lock

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.errors import ApiError
from devices.text import Text

# Letters and digits that cannot be mistaken for one another when read aloud or off a projector.
_CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_ID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class TooManyAttempts(ApiError):
    """Sign-in failed too often for this account or from this address."""

    code = "too_many_attempts"
    status = 429
    words = Text(
        en="Too many failed attempts. Try again in {minutes} minutes.",
        fa="تلاش‌های ناموفق زیاد بود. {minutes} دقیقهٔ دیگر دوباره امتحان کنید.",
    )


class Passwords:
    """Hashes and checks passwords with Argon2id (RFC 9106, OWASP's 19 MiB setting).

    Blocking, so call it from a worker thread; at most `at_once` run together, which bounds memory
    when a whole class signs in at the same moment.
    """

    def __init__(self, at_once: int = 2) -> None:
        self._hasher = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
        self._slots = BoundedSemaphore(at_once)
        self._absent = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """The text to store for a password."""
        with self._slots:
            return self._hasher.hash(password)

    def matches(self, password: str, stored: str | None) -> bool:
        """Whether a password is the stored one; takes as long when there is none stored."""
        with self._slots:
            fits = self._hasher.verify(password, stored or self._absent)
        return fits and stored is not None


def new_token() -> str:
    """A random secret of 192 bits, safe in URLs, headers and MQTT passwords."""
    return secrets.token_urlsafe(24)


def new_id() -> str:
    """A random name of 60 bits for a row, safe in URLs and MQTT topics."""
    return "".join(secrets.choice(_ID_ALPHABET) for _ in range(12))


def new_class_code() -> str:
    """A join code of eight characters that reads well off a projector."""
    return "".join(secrets.choice(_CODE_ALPHABET) for _ in range(8))


def new_pin() -> str:
    """A one-time PIN of six digits: guesses are counted, and it is good once."""
    return "".join(secrets.choice("0123456789") for _ in range(6))


def token_hash(token: str) -> str:
    """What is stored of a random token: one plain SHA-256, since there is nothing to guess in it."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_matches(token: str, stored_hash: str) -> bool:
    """Whether a token is the one whose hash is stored, in constant time."""
    return hmac.compare_digest(token_hash(token), stored_hash)


def derived_secret(secret: bytes, *purpose: str) -> str:
    """A secret of its own for each purpose, derived from the installation's secret by HMAC-SHA-256."""
    message = "\0".join(purpose).encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def derived_token(secret: bytes, *purpose: str) -> str:
    """A token of 192 bits, as good as a random one, for whoever knows the installation's secret."""
    digest = bytes.fromhex(derived_secret(secret, *purpose))
    return base64.urlsafe_b64encode(digest[:24]).decode()


class FailedAttempts:
    """Counts failures by key, and refuses more than `limit` of them within `window`."""

    def __init__(
        self, now: Callable[[], datetime], limit: int = 10, window: timedelta = timedelta(minutes=5)
    ) -> None:
        self._now = now
        self._limit = limit
        self._window = window
        self._failures: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def check(self, key: str) -> None:
        """Raise `TooManyAttempts` when this key has failed too often of late."""
        with self._lock:
            if len(self._recent(key)) >= self._limit:
                minutes = max(1, round(self._window.total_seconds() / 60))
                raise TooManyAttempts(minutes=minutes)

    def record(self, key: str) -> None:
        """Note one failure of this key."""
        with self._lock:
            self._failures.setdefault(key, deque()).append(self._now())

    def forget(self, key: str) -> None:
        """A success: its earlier failures no longer count."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str) -> deque[datetime]:
        failures = self._failures.get(key, deque())
        # A clock that was set back would otherwise keep somebody out for as long.
        while failures and abs(self._now() - failures[0]) > self._window:
            failures.popleft()
        if not failures:
            self._failures.pop(key, None)
        return failures
