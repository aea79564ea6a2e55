"""The signature by which whoever is told knows that this lab tells it, and when."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from api.security import derived_secret
from api.store.webhooks import Webhook


def key_of(webhook: Webhook, secret: bytes) -> str:
    """The key of a webhook; it follows from the installation's secret and is stored nowhere."""
    return derived_secret(secret, "webhook", webhook.id, webhook.nonce)


def signature(key: str, body: bytes, at: datetime) -> str:
    """`t=1795420800,v1=…`: HMAC-SHA-256, in hexadecimal, of the seconds since 1970, a dot and the body.

    The moment is in it so that an old message cannot be sent again as if it were new.
    """
    moment = str(int(at.timestamp()))
    digest = hmac.new(key.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"
