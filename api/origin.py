"""Whose page is asking: a browser names the origin of the page, and no script there can change it."""

from __future__ import annotations

from urllib.parse import urlsplit

from api.errors import ApiError
from devices.text import Text


class ForeignOrigin(ApiError):
    """A page of another site tried to act with this person's cookie, or to talk to the broker."""

    code = "foreign_origin"
    status = 403
    words = Text(
        en="This request came from another site, so it was refused.",
        fa="این درخواست از سایت دیگری آمده بود و پذیرفته نشد.",
    )


def refuse_foreign(origin: str, host: str | None) -> None:
    """Raise ForeignOrigin unless a page of this origin came from the host that it now asks."""
    if urlsplit(origin).netloc != host:
        raise ForeignOrigin()
