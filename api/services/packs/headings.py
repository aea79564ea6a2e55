"""What a draft calls itself, and how far it is: enough for a list, and cheap where there are many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.packs import contents
from api.services.packs.drafts import revision_of
from api.store.packs import Pack, PackProof, ProofState
from api.store.people import User
from devices.text import Text
from exercises.kinds import DEFAULT, kinds

_YAML = "exercise.yaml"
_HEADING = re.compile(r"^(?:title|kind):.*\n?(?:[ \t]+.*\n?)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list says of a private exercise."""

    title: Text | None
    """None where the file cannot be read, or has none."""
    kind: str
    """The usual one where the file names none that there is."""
    owner_name: str | None
    proof: ProofState | None
    """How the newest proof of exactly the present files stands; None where there is none."""


def heading_of(session: Session, pack: Pack) -> Heading:
    """What a list says of this exercise as it is now."""
    draft = revision_of(session, pack)
    sha256 = draft.files.get(_YAML)
    text = contents.read(session, {_YAML: sha256})[_YAML] if sha256 else b""
    title, kind = _called(text)
    owner = session.get(User, pack.owner_id) if pack.owner_id else None
    query = select(PackProof.state).where(
        PackProof.exercise == pack.exercise, PackProof.digest == draft.digest
    )
    proof = session.scalars(query.order_by(PackProof.created_at.desc(), PackProof.id).limit(1)).first()
    return Heading(title, kind, owner.name if owner else None, proof)


@lru_cache(maxsize=256)
def _called(content: bytes) -> tuple[Text | None, str]:
    """Title and kind; the rest of the file is not read, for it may be long and have mistakes."""
    lines = "".join(_HEADING.findall(content.decode(errors="replace")))
    try:
        said = YAML(typ="safe", pure=True).load(lines)
    except YAMLError:
        said = None
    if not isinstance(said, Mapping):
        return None, DEFAULT
    kind = said.get("kind")
    return _as_text(said.get("title")), str(kind) if kind in kinds() else DEFAULT


def _as_text(title: Any) -> Text | None:
    if not isinstance(title, Mapping) or not all(isinstance(title.get(each), str) for each in ("en", "fa")):
        return None
    return Text(en=title["en"], fa=title["fa"])
