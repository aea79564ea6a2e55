"""A proven revision becomes a version of its exercise, for good; one that is withdrawn is not offered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.errors import NotFound
from api.services.audit import note
from api.services.packs import contents
from api.services.packs.checking import check_files
from api.services.packs.drafts import revision_of
from api.services.packs.errors import NotProven, PackMistaken, VersionTaken
from api.store.packs import Pack, PackProof, PackVersion
from api.store.people import User


def versions_of(session: Session, pack: Pack) -> list[PackVersion]:
    """The versions of an exercise that were ever published, oldest first."""
    query = select(PackVersion).where(PackVersion.exercise == pack.exercise).order_by(PackVersion.version)
    return list(session.scalars(query))


def publish(session: Session, author: User, pack: Pack, revision: int, now: datetime) -> PackVersion:
    """Publish a revision that was proven, as the version that its exercise.yaml says.

    The same files again change nothing. Raises NotProven, PackMistaken, VersionTaken.
    """
    wanted = revision_of(session, pack, revision)
    checked = check_files(contents.read(session, wanted.files), pack.exercise)
    if checked.version is None or checked.mistakes:
        raise PackMistaken(checked.mistakes)
    if not _is_proven(session, pack, wanted.digest):
        raise NotProven(exercise=pack.exercise, revision=revision)
    same = session.get(PackVersion, (pack.exercise, checked.version))
    if same is not None and same.digest == wanted.digest:
        return same
    newest = session.scalar(
        select(func.max(PackVersion.version)).where(PackVersion.exercise == pack.exercise)
    )
    if newest is not None and checked.version <= newest:
        raise VersionTaken(exercise=pack.exercise, version=checked.version, next=newest + 1)
    version = PackVersion(
        exercise=pack.exercise,
        version=checked.version,
        revision=revision,
        digest=wanted.digest,
        author_id=author.id,
        published_at=now,
    )
    session.add(version)
    note(session, author, "pack.published", pack.exercise, now, after=_told(version))
    return version


def withdraw(session: Session, author: User, pack: Pack, version: int, now: datetime) -> PackVersion:
    """Take a version off offer: the one before it is the present one then. Raises NotFound."""
    found = _version(session, pack, version)
    if found.withdrawn_at is None:
        found.withdrawn_at = now
        note(session, author, "pack.withdrawn", pack.exercise, now, after=_told(found))
    return found


def offer_again(session: Session, author: User, pack: Pack, version: int, now: datetime) -> PackVersion:
    """Put a withdrawn version back on offer. Raises NotFound."""
    found = _version(session, pack, version)
    if found.withdrawn_at is not None:
        found.withdrawn_at = None
        note(session, author, "pack.offered_again", pack.exercise, now, after=_told(found))
    return found


def _version(session: Session, pack: Pack, version: int) -> PackVersion:
    found = session.get(PackVersion, (pack.exercise, version))
    if found is None:
        raise NotFound()
    return found


def _is_proven(session: Session, pack: Pack, digest: str) -> bool:
    query = select(PackProof.id).where(
        PackProof.exercise == pack.exercise, PackProof.digest == digest, PackProof.state == "proven"
    )
    return session.scalar(query.limit(1)) is not None


def _told(version: PackVersion) -> dict[str, int]:
    return {"version": version.version, "revision": version.revision}
