"""A private exercise for tests, published without further ado: one takes a sixth of a second to grade.

Its solution scores 100, `wrong_too_early.py` 55 and `wrong_does_nothing.py` 0.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from api.clock import utc_now
from api.services.packs import contents
from api.store.packs import Pack, PackRevision, PackVersion

FOLDER = Path(__file__).parent / "hut_lamp"


def hut_lamp(exercise: str = "hut-lamp", version: int = 1) -> dict[str, bytes]:
    """The files of the exercise, under another id or as another version if wanted."""
    files = {file.name: file.read_bytes() for file in FOLDER.iterdir() if file.is_file()}
    text = files["exercise.yaml"].decode()
    text = text.replace("id: hut-lamp", f"id: {exercise}").replace("version: 1", f"version: {version}")
    return {**files, "exercise.yaml": text.encode()}


def published(
    session: Session,
    exercise: str = "hut-lamp",
    *,
    version: int = 1,
    owner: str | None = None,
    shared: bool = True,
    files: dict[str, bytes] | None = None,
) -> str:
    """Publish it, as the next revision if there is one; `owner` is a user's id. Returns the exercise's id."""
    now = utc_now()
    pack = session.get(Pack, exercise)
    if pack is None:
        pack = Pack(exercise=exercise, owner_id=owner, shared=shared, revision=0, created_at=now)
        session.add(pack)
    pack.revision += 1
    session.flush()
    manifest = contents.keep(session, files or hut_lamp(exercise, version))
    digest = contents.digest_of(manifest)
    revision = PackRevision(
        exercise=exercise, revision=pack.revision, files=manifest, digest=digest, saved_at=now
    )
    version_row = PackVersion(
        exercise=exercise, version=version, revision=pack.revision, digest=digest, published_at=now
    )
    session.add_all([revision, version_row])
    return exercise
