"""Every table, imported once, so that `Table.metadata` is whole."""

from __future__ import annotations

from api.store import (
    assignments,
    audit,
    classes,
    drafts,
    grades,
    houses,
    installation,
    packs,
    people,
    regrades,
    runs,
    webhooks,
    work,
)
from api.store.base import Table

__all__ = [
    "assignments",
    "audit",
    "classes",
    "drafts",
    "grades",
    "houses",
    "installation",
    "metadata",
    "packs",
    "people",
    "regrades",
    "runs",
    "webhooks",
    "work",
]

metadata = Table.metadata
