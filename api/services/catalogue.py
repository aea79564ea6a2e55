"""The exercises of this lab: those that come with it, and those that its instructors have published."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path

from api.errors import NotFound
from api.services.packs.published import Published, PublishedPacks
from api.store.database import Sessions
from devices.errors import KhanehError
from exercises.exercise import Exercise, all_exercises, read_exercise

_log = logging.getLogger("khaneh.catalogue")


class Shipped:
    """The exercises that come with the lab, read once, at the first question."""

    def __init__(self, read: Callable[[], Iterable[Exercise]] = all_exercises) -> None:
        self._read = read

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """Each by its id, in the order of the course."""
        return {exercise.id: exercise for exercise in self._read()}


class Catalogue:
    """Finds exercises; private ones as soon as they are published, also by another process."""

    def __init__(self, shipped: Shipped | None = None, packs: PublishedPacks | None = None) -> None:
        self._shipped = shipped or Shipped()
        self._packs = packs
        self._read: dict[str, Exercise] = {}

    @property
    def ids(self) -> list[str]:
        """Of every exercise that is offered: the shipped ones in their order, then the private ones."""
        return [*self._shipped.exercises, *self._private()]

    def offered(self, private: Collection[str] = ()) -> dict[str, Exercise]:
        """The shipped exercises and, of the private ones, those that are named, in the order of the course.

        Who may see a private one, `services/rights.py` says. To read one for the first time takes a while.
        """
        named = [each for exercise, each in self._private().items() if exercise in private]
        readable = filter(None, map(self._exercise_or_none, named))
        in_order = sorted(readable, key=lambda each: (each.number, each.id))
        return {**self._shipped.exercises, **{each.id: each for each in in_order}}

    def find(self, exercise_id: str, version: int | None = None) -> Exercise:
        """The exercise of this id: the version that was published as this one, or the present one.

        Of a shipped exercise there is only the present version. A private one that was withdrawn is still
        found, for what was given and handed in before. Raises NotFound.
        """
        exercise = self.get(exercise_id, version)
        if exercise is None:
            raise NotFound()
        return exercise

    def get(self, exercise_id: str, version: int | None = None) -> Exercise | None:
        """The same for those who go on without it: None where it is gone from the lab."""
        shipped = self._shipped.exercises.get(exercise_id)
        if shipped is not None:
            return shipped
        versions = self._packs.versions(exercise_id) if self._packs is not None else []
        chosen = next((each for each in versions if each.version == version), None) or _present(versions)
        return None if chosen is None else self._exercise(chosen)

    def is_private(self, exercise_id: str) -> bool:
        """Whether it does not come with the lab."""
        return exercise_id not in self._shipped.exercises

    def _private(self) -> dict[str, Published]:
        versions = self._packs.versions() if self._packs is not None else []
        found = {}
        for _, group in groupby(versions, lambda each: each.exercise):
            offered = [each for each in group if not each.is_withdrawn]
            if offered and self.is_private(offered[-1].exercise):
                found[offered[-1].exercise] = offered[-1]
        return found

    def _exercise_or_none(self, published: Published) -> Exercise | None:
        try:
            return self._exercise(published)
        except KhanehError:
            # It was right when it was published; one that this version of the lab cannot read hides no other.
            _log.exception("version %d of %s cannot be read", published.version, published.exercise)
            return None

    def _exercise(self, published: Published) -> Exercise:
        assert self._packs is not None
        if published.digest not in self._read:
            self._read[published.digest] = read_exercise(self._packs.folder_of(published))
        return self._read[published.digest]


def open_catalogue(sessions: Sessions, data: Path, shipped: Shipped | None = None) -> Catalogue:
    """The exercises of the lab with this database and data folder."""
    return Catalogue(shipped, PublishedPacks(sessions, data))


def _present(versions: Sequence[Published]) -> Published | None:
    """The newest version that is offered; where all were withdrawn, the newest of them."""
    offered = [each for each in versions if not each.is_withdrawn]
    return next(iter(reversed(offered or versions)), None)
