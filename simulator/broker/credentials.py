"""Who a client is, by user name and random token."""

from __future__ import annotations

import hashlib
import hmac

from simulator.broker.authority import User


class Credentials:
    """The tokens of all users, kept as one plain SHA-256 each: there is nothing to guess in a random token.

    Its `authenticate` is what a `Broker` wants.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, User]] = {}

    def put(self, user: User, token_hash: str) -> None:
        """Let the user in with the token of that hash (lower-case hexadecimal), and with no older one."""
        self._known[user.name] = (token_hash, user)

    def remove(self, name: str) -> None:
        """Let that user in no more; nothing happens when there is none."""
        self._known.pop(name, None)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def authenticate(self, username: str | None, password: bytes | None) -> User | None:
        """The user whose name and token these are, or None; equally fast for a name that is unknown."""
        if username is None or password is None:
            return None
        expected, user = self._known.get(username, ("", None))
        return user if hmac.compare_digest(hash_token(password), expected) else None


def hash_token(token: bytes) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token).hexdigest()
