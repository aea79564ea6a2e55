"""The files of packs in the database: each content is kept once, under its own hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.store.packs import PackContent

Manifest = Mapping[str, str]
"""SHA-256 of the content by file name."""


def keep(session: Session, files: Mapping[str, bytes]) -> dict[str, str]:
    """Keep these files; returns what finds them again."""
    manifest = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    contents = {manifest[name]: content for name, content in files.items()}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    for sha256 in sorted(contents):
        # Somebody else may keep the same at this moment: the template is what everybody begins with.
        row = {"sha256": sha256, "content": contents[sha256]}
        session.execute(insert(PackContent).values(row).on_conflict_do_nothing())
    return manifest


def read(session: Session, manifest: Manifest) -> dict[str, bytes]:
    """The files that a manifest names."""
    query = select(PackContent).where(PackContent.sha256.in_(manifest.values()))
    contents = {each.sha256: each.content for each in session.scalars(query)}
    return {name: contents[sha256] for name, sha256 in manifest.items()}


def digest_of(manifest: Manifest) -> str:
    """One hash of all names and contents."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
