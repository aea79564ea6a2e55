"""Every table, imported once, so that `Table.metadata` is whole."""

from __future__ import annotations

from api.store import houses, installation, people, runs, work
from api.store.base import Table

__all__ = ["houses", "installation", "metadata", "people", "runs", "work"]

metadata = Table.metadata
