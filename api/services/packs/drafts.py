"""Drafts of private exercises: begun, saved in revisions that are all kept, shared, removed, put back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.errors import NotFound
from api.services.audit import note
from api.services.packs import contents
from api.services.packs.errors import DraftChanged, PackMistaken, PackTaken
from api.services.packs.files import wrong_files
from api.services.rights import packs_of
from api.store.packs import Pack, PackRevision
from api.store.people import User


def packs_for(session: Session, person: User) -> list[Pack]:
    """The private exercises that a person may read, and one's own removed ones, by id."""
    is_removed_own = (Pack.owner_id == person.id) & Pack.removed_at.is_not(None)
    query = select(Pack).where(packs_of(person) | is_removed_own).order_by(Pack.exercise)
    return list(session.scalars(query))


def begin(
    session: Session,
    shipped: Collection[str],
    author: User,
    exercise: str,
    files: Mapping[str, bytes],
    now: datetime,
) -> PackRevision:
    """A new draft with these files; `shipped` are the ids of the exercises that come with the lab.

    Raises PackTaken, PackMistaken for files that cannot be kept.
    """
    if exercise in shipped or session.get(Pack, exercise) is not None:
        raise PackTaken(exercise=exercise)
    _refuse_unfit(files)
    pack = Pack(exercise=exercise, owner_id=author.id, shared=False, revision=0, created_at=now)
    session.add(pack)
    try:
        session.flush()
    except IntegrityError:  # another one, at the same moment
        raise PackTaken(exercise=exercise) from None
    note(session, author, "pack.created", exercise, now)
    return _add(session, author, pack, files, now)


def save(
    session: Session,
    author: User,
    pack: Pack,
    changes: Mapping[str, bytes | None],
    revision: int,
    now: datetime,
) -> PackRevision:
    """Change files of a draft; None takes one away. What is not named stays.

    `revision` is the one that was changed. The same files again are no new revision. Raises DraftChanged if
    there is a newer one, PackMistaken for files that cannot be kept.
    """
    latest = revision_of(session, pack)
    if revision != latest.revision:
        raise DraftChanged(revision=latest.revision)
    changed = {**contents.read(session, latest.files), **changes}
    files = {name: content for name, content in changed.items() if content is not None}
    return replace(session, author, pack, files, now)


def replace(
    session: Session, author: User, pack: Pack, files: Mapping[str, bytes], now: datetime
) -> PackRevision:
    """Save these files in place of all that the draft held. Raises PackMistaken, DraftChanged."""
    _refuse_unfit(files)
    return _add(session, author, pack, files, now)


def revision_of(session: Session, pack: Pack, revision: int | None = None) -> PackRevision:
    """A revision of a draft, the latest if none is said. Raises NotFound."""
    key = (pack.exercise, pack.revision if revision is None else revision)
    found = session.get(PackRevision, key)
    if found is None:
        raise NotFound()
    return found


def revisions_of(session: Session, pack: Pack) -> list[PackRevision]:
    """Every revision of a draft, newest first."""
    query = select(PackRevision).where(PackRevision.exercise == pack.exercise)
    return list(session.scalars(query.order_by(PackRevision.revision.desc())))


def share(session: Session, owner: User, pack: Pack, now: datetime, *, shared: bool) -> None:
    """Let every instructor of the centre read the exercise and give it, or nobody else any more."""
    if pack.shared != shared:
        note(
            session,
            owner,
            "pack.shared" if shared else "pack.unshared",
            pack.exercise,
            now,
            before={"shared": pack.shared},
            after={"shared": shared},
        )
    pack.shared = shared


def remove(session: Session, owner: User, pack: Pack, now: datetime) -> None:
    """Take the exercise off every list. What was given of it goes on, and it can be put back."""
    if pack.removed_at is None:
        pack.removed_at = now
        note(session, owner, "pack.removed", pack.exercise, now)


def put_back(session: Session, owner: User, pack: Pack, now: datetime) -> None:
    """Put a removed exercise back."""
    if pack.removed_at is not None:
        pack.removed_at = None
        note(session, owner, "pack.restored", pack.exercise, now)


def _refuse_unfit(files: Mapping[str, bytes]) -> None:
    unfit = list(wrong_files(files))
    if unfit:
        raise PackMistaken(unfit)


def _add(
    session: Session, author: User, pack: Pack, files: Mapping[str, bytes], now: datetime
) -> PackRevision:
    manifest = contents.keep(session, files)
    digest = contents.digest_of(manifest)
    if pack.revision:
        latest = revision_of(session, pack)
        if latest.digest == digest:
            return latest
    pack.revision += 1
    saved = PackRevision(
        exercise=pack.exercise,
        revision=pack.revision,
        files=manifest,
        digest=digest,
        author_id=author.id,
        saved_at=now,
    )
    session.add(saved)
    try:
        session.flush()
    except IntegrityError:  # another save, at the same moment
        raise DraftChanged(revision=saved.revision) from None
    return saved
