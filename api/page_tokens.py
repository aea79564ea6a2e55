"""Short-lived tokens for the page: signed with the installation's secret, and kept nowhere.

A page has no place to keep a password, so it fetches one of these at each connection. It is good for as long
as connecting takes; the connection that it opened lasts on.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from api.security import derived_secret

LIFETIME = timedelta(minutes=2)
_MARK = "page."
_SIGNATURE_BYTES = 32


@dataclass(frozen=True, slots=True)
class PageAccess:
    """What a page may do at the broker: what an MQTT user of the lab may do, or only watch."""

    username: str
    in_place_of: str | None = None
    """The hash of the token for which this one stands, and with which it ends; a watcher has none."""
    watches: tuple[str, ...] = ()
    """The base topics that it may read."""
    watched_class: str | None = None
    """The class whose students' labs it may read, as they are when it connects."""


class PageTokens:
    """Issues tokens and reads them back."""

    def __init__(self, secret: bytes, now: Callable[[], datetime]) -> None:
        self._key = bytes.fromhex(derived_secret(secret, "page token"))
        self._now = now

    def issue(self, access: PageAccess) -> tuple[str, datetime]:
        """A token, and when it ceases to open connections."""
        expires_at = self._now() + LIFETIME
        claim = json.dumps([expires_at.timestamp(), asdict(access)], separators=(",", ":")).encode()
        signed = claim + self._signature(claim)
        return _MARK + base64.urlsafe_b64encode(signed).decode(), expires_at

    def read(self, username: str, token: str) -> PageAccess | None:
        """What this user may do with this token; None if it is not of ours, not this user's, or too old."""
        signed = _decoded(token)
        claim, signature = signed[:-_SIGNATURE_BYTES], signed[-_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, self._signature(claim)):
            return None
        expires_at, fields = json.loads(claim)
        access = PageAccess(**{**fields, "watches": tuple(fields["watches"])})
        is_fresh = self._now().timestamp() <= expires_at
        return access if is_fresh and hmac.compare_digest(access.username, username) else None

    def _signature(self, claim: bytes) -> bytes:
        return hmac.new(self._key, claim, hashlib.sha256).digest()


def is_page_token(token: str) -> bool:
    """Whether it is meant to be one; a lab's own tokens have no point in them."""
    return token.startswith(_MARK)


def _decoded(token: str) -> bytes:
    try:
        return base64.b64decode(token.removeprefix(_MARK), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
