"""The operator's way to regrading: by the data folder, without an account, beside a running lab."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from api.clock import utc_now
from api.errors import NotFound
from api.existing_lab import NoLabYet
from api.installation_secret import FILE_NAME, installation_secret
from api.local_grading import local_grader
from api.services.catalogue import open_catalogue
from api.services.regrading import Graded, Regraded, graded_submissions, record, regrade
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from exercises.exercise import Exercise, UnknownExercise, load_exercise


class RegradingDesk:
    """This installation's submissions, and its way of grading. Raises NoLabYet, SandboxUnavailable."""

    def __init__(self, data: Path | None) -> None:
        settings = Settings.with_values({"data": data})
        if not (settings.data / FILE_NAME).exists():
            raise NoLabYet(folder=str(settings.data))
        self._data = settings.data
        self._secret = installation_secret(settings.data)
        self._grader = local_grader(settings)
        self._engine = open_engine(settings.database)
        self._sessions = open_sessions(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def exercise(self, name: str) -> Exercise:
        """A shipped exercise by id, one in a folder, or a private one of this lab. Raises UnknownExercise."""
        try:
            return load_exercise(name)
        except UnknownExercise:
            with suppress(NotFound):
                return open_catalogue(self._sessions, self._data).find(name)
            raise

    def submissions(self, exercise: Exercise, classroom: str | None, ids: Sequence[str]) -> list[Graded]:
        """See `graded_submissions`."""
        with self._sessions() as session:
            return graded_submissions(session, exercise.id, classroom=classroom, ids=ids)

    def regrade(self, exercise: Exercise, submissions: Sequence[Graded]) -> Iterator[Regraded]:
        """See `regrade`."""
        return regrade(exercise, submissions, secret=self._secret, grader=self._grader)

    def record(self, regraded: Regraded) -> bool:
        """See `record`."""
        return record(self._sessions, regraded, utc_now())
