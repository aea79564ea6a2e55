"""The published versions of private exercises, as every process of the lab finds them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from api.services.packs import contents
from api.services.packs.laying_out import lay_out
from api.store.database import Sessions
from api.store.packs import PackRevision, PackVersion

FOLDER = "packs"
"""Below the data folder: published exercises, laid out by their content."""


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a private exercise; `digest` is the hash of its files."""

    exercise: str
    version: int
    digest: str
    is_withdrawn: bool


class PublishedPacks:
    """Looks into the database each time, so that what was published a moment ago is there."""

    def __init__(self, sessions: Sessions, data: Path) -> None:
        self._sessions = sessions
        self._folder = data / FOLDER

    def versions(self, exercise: str | None = None) -> list[Published]:
        """Every version of one exercise, or of all, the newest of each last."""
        columns = (
            PackVersion.exercise,
            PackVersion.version,
            PackVersion.digest,
            PackVersion.withdrawn_at.is_not(None),
        )
        query = select(*columns).order_by(PackVersion.exercise, PackVersion.version)
        if exercise is not None:
            query = query.where(PackVersion.exercise == exercise)
        with self._sessions() as session:
            return [Published(*row) for row in session.execute(query)]

    def folder_of(self, published: Published) -> Path:
        """The folder with its files."""
        folder = self._folder / published.digest
        if not folder.is_dir():
            query = select(PackRevision.files).where(
                PackRevision.exercise == published.exercise, PackRevision.digest == published.digest
            )
            with self._sessions() as session:
                files = contents.read(session, session.scalars(query.limit(1)).one())
            lay_out(files, folder)
        return folder
